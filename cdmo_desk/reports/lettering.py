"""Type on paper: embedded fonts, what stands in for glyphs they lack, and text that no markup can escape from."""

from functools import cache, lru_cache
from re import compile as pattern
from unicodedata import category, name
from xml.sax.saxutils import escape

from reportlab import rl_config
from reportlab.graphics import shapes
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from cdmo_desk import resource

REGULAR, STRONG = "Inter", "Inter-SemiBold"
FILES = {
    REGULAR: "fonts/Inter-Regular.ttf",
    STRONG: "fonts/Inter-SemiBold.ttf",
    "DejaVuSans": "fonts/DejaVuSans.ttf",
    "NanumSquareRound": "fonts/NanumSquareRoundR.ttf",
    "DroidSansFallback": "fonts/DroidSansFallbackFull.ttf",
}
FALLBACKS = ("DejaVuSans", "DroidSansFallback", "NanumSquareRound")
BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
NOT_PLAIN = pattern(r"[^\x20-\x7e]")
OF_UNIT = pattern(r"(?<=\d) (?=%|[Mk]\b)")
NO_BREAK = "\u00a0"


@cache
def _font(font: str) -> dict[int, int]:
    """Register a font and return which characters it has."""
    made = TTFont(font, str(resource.path(FILES[font])))
    pdfmetrics.registerFont(made)
    glyphs: dict[int, int] = made.face.charToGlyph
    return glyphs


def prepare() -> None:
    """Register the fonts of every page, and let drawings start with them."""
    _font(REGULAR)
    _font(STRONG)
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=STRONG, italic=REGULAR, boldItalic=STRONG)
    shapes.STATE_DEFAULTS["fontName"] = REGULAR
    rl_config.useA85 = 0  # pages as bytes, not as letters: smaller, and sooner written


def clean(text: str) -> str:
    """Return a text without control and bidi characters; lines stay, a broken character becomes U+FFFD."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    if not NOT_PLAIN.search(text):
        return text
    return "".join(_kept(sign) for sign in text)


def _kept(sign: str) -> str:
    if sign == "\n":
        return sign
    kind = category(sign)
    if kind == "Cs":
        return "\ufffd"
    return "" if kind == "Cc" or sign in BIDI else sign


@lru_cache(maxsize=1 << 16)
def width(text: str, font: str, size: float) -> float:
    """Return the width of a text in points."""
    measured: float = pdfmetrics.stringWidth(text, font, size)
    return measured


class Lettering:
    """The letters of one document: it sets text in fonts that have its glyphs, and remembers what none of them has."""

    def __init__(self) -> None:
        prepare()
        self._missing: set[str] = set()

    @property
    def notes(self) -> tuple[str, ...]:
        """Return a sentence for every character that no font of the program has."""
        return tuple(
            f"No font of the program has {name(sign, 'a character without a name')} (U+{ord(sign):04X}); "
            f"[U+{ord(sign):04X}] stands in its place."
            for sign in sorted(self._missing)
        )

    def runs(self, text: str, *, strong: bool = False) -> list[tuple[str, str]]:
        """Return a text, already clean, as pieces of one font each."""
        main = STRONG if strong else REGULAR
        glyphs = _font(main)
        if all(ord(sign) in glyphs or sign == "\n" for sign in text):
            return [(main, text)]
        made: list[tuple[str, str]] = []
        for sign in text:
            font, shown = self._set(sign, main)
            if made and made[-1][0] == font:
                made[-1] = (font, made[-1][1] + shown)
            else:
                made.append((font, shown))
        return made

    def _set(self, sign: str, main: str) -> tuple[str, str]:
        if sign == "\n":
            return main, sign
        for font in (main, *FALLBACKS):
            if ord(sign) in _font(font):
                return font, sign
        self._missing.add(sign)
        return main, f"[U+{ord(sign):04X}]"

    def markup(self, text: str, *, strong: bool = False) -> str:
        """Return a text as reportlab's paragraphs take it, with nothing in it that they would interpret.

        No line ends between a figure and its unit.
        """
        pieces = []
        for font, piece in self.runs(OF_UNIT.sub(NO_BREAK, clean(text)), strong=strong):
            safe = escape(piece).replace("\n", "<br/>")
            pieces.append(safe if font == REGULAR else f'<font name="{font}">{safe}</font>')
        return "".join(pieces)

    def fits(self, text: str, room: float, size: float, *, strong: bool = False) -> bool:
        """Say whether a clean text is one line of one font that fits into a width."""
        if "\n" in text:
            return False
        runs = self.runs(text, strong=strong)
        main = STRONG if strong else REGULAR
        return len(runs) == 1 and runs[0] == (main, text) and width(text, main, size) <= room
