"""The stamp: what a signature looks like on paper; drawn with embedded fonts, so that the file stays PDF/A."""

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

from cdmo_desk.speech import marked, say

if TYPE_CHECKING:
    from cdmo_desk.reports.lettering import Lettering

ROLES = {"prepared": marked("Prepared"), "reviewed": marked("Reviewed"), "approved": marked("Approved")}
INSET, LEADING = 7.0, 1.36


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """What a signature says of itself: printed name, role, meaning, date and time with zone, and which certificate."""

    name: str
    role: str
    meaning: str
    when: datetime
    fingerprint: str


def moment(when: datetime) -> str:
    """Return a date and time with its zone: `20 Nov 2026, 14:52:07 +01:00`."""
    from cdmo_desk.sheets.figures import Figures  # noqa: PLC0415 - loaded when asked for
    from cdmo_desk.speech import language  # noqa: PLC0415 - as above

    offset = when.strftime("%z")
    zone = f"{offset[:3]}:{offset[3:5]}" if offset else ""
    return f"{Figures(language()).date(when.date())}, {when:%H:%M:%S} {zone}".strip()


def drawn(stamp: Stamp, wide: float, high: float) -> bytes:
    """Return the stamp as a PDF of one page of that size."""
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415 - loaded when asked for

    from cdmo_desk.reports import looks  # noqa: PLC0415 - as above
    from cdmo_desk.reports.lettering import REGULAR, Lettering, clean, width  # noqa: PLC0415 - as above

    letters = Lettering()
    target = BytesIO()
    canvas = Canvas(
        target,
        pagesize=(wide, high),
        invariant=1,
        initialFontName=REGULAR,  # type: ignore[arg-type]
        pageCompression=1,
    )
    canvas.setFillColor(looks.WHITE)
    canvas.rect(0, 0, wide, high, stroke=0, fill=1)
    canvas.setFillColor(looks.GOOD)
    canvas.rect(0, 0, 2.4, high, stroke=0, fill=1)
    room = wide - 2 * INSET
    meaning = _wrapped(letters, clean(stamp.meaning).replace("\n", " "), room, 7.6)
    small = say("Signed digitally, certificate {start}…", start=stamp.fingerprint[:16].upper())
    rows = [
        (say(ROLES.get(stamp.role, stamp.role)), 7.6, False, looks.GREY),
        (clean(stamp.name), 9.4, True, looks.INK),
        *((text, 7.6, False, looks.INK) for text in meaning),
        (moment(stamp.when), 7.6, False, looks.INK),
        (small, 6.4, False, looks.GREY),
    ]
    scale = min(1.0, (high - 8) / sum(size * LEADING for _, size, _, _ in rows))
    y = high - 4.0
    for text, size, strong, colour in rows:
        size *= scale  # noqa: PLW2901 - the same row, smaller
        y -= size * LEADING
        canvas.setFillColor(colour)
        x = INSET
        for font, piece in letters.runs(_fitted(letters, text, room, size, strong), strong=strong):
            canvas.setFont(font, size)
            canvas.drawString(x, y + size * 0.3, piece)
            x += width(piece, font, size)
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def _wrapped(letters: "Lettering", text: str, room: float, size: float) -> list[str]:
    """Return a text in lines that fit, a word too long for one in pieces."""
    from cdmo_desk.reports.lettering import width  # noqa: PLC0415 - loaded when asked for

    def fits(shown: str) -> bool:
        return sum(width(piece, font, size) for font, piece in letters.runs(shown)) <= room

    lines = [""]
    for word in text.split():
        joined = f"{lines[-1]} {word}".strip()
        if fits(joined):
            lines[-1] = joined
            continue
        if lines[-1]:
            lines.append("")
        for sign in word:
            if not fits(lines[-1] + sign):
                lines.append("")
            lines[-1] += sign
    return lines


def _fitted(letters: "Lettering", text: str, room: float, size: float, strong: bool) -> str:
    """Return as much of a text as fits into a line."""
    from cdmo_desk.reports.lettering import width  # noqa: PLC0415 - loaded when asked for

    def wide(shown: str) -> float:
        return sum(width(piece, font, size) for font, piece in letters.runs(shown, strong=strong))

    if wide(text) <= room:
        return text
    while text and wide(f"{text}…") > room:
        text = text[:-1]
    return f"{text.rstrip()}…"
