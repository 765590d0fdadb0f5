"""Colours, sizes and dashes of the paper: the light set of the program's own."""

from reportlab.lib.colors import Color, HexColor, white

INK = HexColor("#1A2027")
GREY = HexColor("#55606B")
FAINT = HexColor("#6B757F")
ACCENT = HexColor("#174F8F")
HAIRLINE = HexColor("#DFE3E8")
BORDER = HexColor("#BFC7D0")
HEAD = HexColor("#EDF0F3")
GROUP = HexColor("#F7F8FA")
CHOSEN = HexColor("#E4F2E9")
OURS = HexColor("#FAF0DA")
GOOD = HexColor("#18703C")
WARNING = HexColor("#8C5800")
BAD = HexColor("#B3261E")
DRAFT = HexColor("#F3F4F6")
WHITE = white

OFFERS = ("#3774BA", "#7F282D", "#259FC3", "#6D3E80", "#AC810A", "#0E6955", "#727E89", "#A74E1B")
DARK_LETTERS = "CEG"
DASHES: tuple[tuple[float, ...] | None, ...] = (
    None,
    (5, 2.2),
    (1.4, 2.2),
    (6.5, 2.2, 1.4, 2.2),
    (3, 1.6),
    None,
    (1, 3.2),
    (9, 3),
)
GROUPS = {
    "services": "#243B53",
    "batches": "#4B6A88",
    "materials": "#86A1BA",
    "capacity": "#BFD0DF",
    "success": "#E4D2A6",
    "own": "#C9CED4",
    "events": "#C48A45",
    "loss": "#8A5226",
    "credits": "#FFFFFF",
}
PALE = ("capacity", "success", "own")

BODY = 8.6
SMALL = 7.8
TABLE = 7.6
HEADING = 9.4
SECTION = 13.0
TITLE = 15.75


def place(letter: str) -> int:
    """Return the place of an offer from its letter."""
    number = 0
    for sign in letter:
        number = number * 26 + ord(sign) - ord("A") + 1
    return max(number - 1, 0)


def colour(letter: str) -> Color:
    """Return an offer's colour; the ninth starts over."""
    return HexColor(OFFERS[place(letter) % len(OFFERS)])


def letter_colour(letter: str) -> Color:
    """Return the colour of the letter on an offer's key."""
    return INK if "ABCDEFGH"[place(letter) % len(OFFERS)] in DARK_LETTERS else WHITE


def is_hollow(letter: str) -> bool:
    """Say whether a letter is beyond the set of colours, so that its key is drawn hollow."""
    return place(letter) >= len(OFFERS)


def dash(letter: str) -> list[float] | None:
    """Return an offer's dash."""
    found = DASHES[place(letter) % len(DASHES)]
    return None if found is None else list(found)
