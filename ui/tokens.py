"""The token table: every colour of the window, for light and for dark."""

from dataclasses import dataclass

from PySide6.QtGui import QColor, QPalette


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """The colours of a theme by what they are used for; offers and cost groups in their order."""

    name: str
    window: str
    chrome: str
    nav: str
    base: str
    field: str
    alternate: str
    header: str
    hairline: str
    border: str
    edge: str
    text: str
    second: str
    third: str
    off: str
    accent: str
    on_accent: str
    selection: str
    hover: str
    press: str
    ok: str
    warning: str
    error: str
    info: str
    ok_ground: str
    warning_ground: str
    error_ground: str
    info_ground: str
    offers: tuple[str, ...]
    on_offers: tuple[str, ...]
    groups: dict[str, str]

    def offer(self, letter: str) -> QColor:
        """Return the colour of an offer by its letter; the ninth starts over."""
        return QColor(self.offers[place_of(letter) % len(self.offers)])

    def on_offer(self, letter: str) -> QColor:
        """Return the colour of a letter on its offer's colour."""
        return QColor(self.on_offers[place_of(letter) % len(self.on_offers)])

    def group(self, name: str) -> QColor:
        """Return the colour of a group of cost categories."""
        return QColor(self.groups.get(name, self.edge))


def place_of(letter: str) -> int:
    """Return the place of an offer by its letter: A is 0, Z 25, AA 26."""
    place = 0
    for sign in letter:
        place = place * 26 + max(0, ord(sign) - ord("A")) + 1
    return max(0, place - 1)


_WHITE, _INK = "#FFFFFF", "#14181C"

LIGHT = Tokens(
    name="light",
    window="#F1F3F5",
    chrome="#F8F9FB",
    nav="#E8EBEE",
    base="#FFFFFF",
    field="#FFFFFF",
    alternate="#F7F8FA",
    header="#EDF0F3",
    hairline="#DFE3E8",
    border="#BFC7D0",
    edge="#7F8A96",
    text="#1A2027",
    second="#55606B",
    third="#6B757F",
    off="#A6AEB7",
    accent="#174F8F",
    on_accent="#FFFFFF",
    selection="#DBE6F3",
    hover="#E9EDF2",
    press="#D5DCE4",
    ok="#18703C",
    warning="#8C5800",
    error="#B3261E",
    info="#174F8F",
    ok_ground="#E4F2E9",
    warning_ground="#FAF0DA",
    error_ground="#FBE8E6",
    info_ground="#E6EEF7",
    offers=("#3774BA", "#7F282D", "#259FC3", "#6D3E80", "#AC810A", "#0E6955", "#727E89", "#A74E1B"),
    on_offers=(_WHITE, _WHITE, _INK, _WHITE, _INK, _WHITE, _INK, _WHITE),
    groups={
        "services": "#243B53",
        "batches": "#4B6A88",
        "materials": "#86A1BA",
        "capacity": "#BFD0DF",
        "success": "#E4D2A6",
        "own": "#C9CED4",
        "events": "#C48A45",
        "loss": "#8A5226",
        "credits": "#FFFFFF",
    },
)

DARK = Tokens(
    name="dark",
    window="#1B1F23",
    chrome="#1A1D20",
    nav="#15181B",
    base="#23282D",
    field="#1C2024",
    alternate="#282D33",
    header="#2C323A",
    hairline="#353C44",
    border="#525C67",
    edge="#76818C",
    text="#E6EAEE",
    second="#A9B3BD",
    third="#8B959F",
    off="#66707A",
    accent="#7DB4EE",
    on_accent="#0D1A29",
    selection="#2A4363",
    hover="#2B3138",
    press="#38414A",
    ok="#6CC98D",
    warning="#E3B04F",
    error="#F5A09A",
    info="#8FBDF0",
    ok_ground="#20352A",
    warning_ground="#3A311F",
    error_ground="#422726",
    info_ground="#22344A",
    offers=("#359CF0", "#F27F7E", "#9EE4FE", "#B479B7", "#F7C371", "#80C4A5", "#A6ACB2", "#D8601E"),
    on_offers=(_INK,) * 8,
    groups={
        "services": "#48698D",
        "batches": "#7596B7",
        "materials": "#A2BBD2",
        "capacity": "#D3E0EC",
        "success": "#E8D9AC",
        "own": "#8A939C",
        "events": "#D9A05A",
        "loss": "#A9713F",
        "credits": "#23282D",
    },
)

GROUP_ORDER = ("services", "batches", "materials", "capacity", "success", "own", "events", "loss")


def palette(tokens: Tokens) -> QPalette:
    """Return the palette of a theme: the roles of Qt filled from the table."""
    role = QPalette.ColorRole
    roles = {
        role.Window: tokens.window,
        role.WindowText: tokens.text,
        role.Base: tokens.base,
        role.AlternateBase: tokens.alternate,
        role.Text: tokens.text,
        role.PlaceholderText: tokens.third,
        role.Button: tokens.base,
        role.ButtonText: tokens.text,
        role.BrightText: tokens.error,
        role.Light: tokens.header,
        role.Midlight: tokens.hairline,
        role.Mid: tokens.border,
        role.Dark: tokens.edge,
        role.Shadow: tokens.nav,
        role.Highlight: tokens.selection,
        role.HighlightedText: tokens.text,
        role.Accent: tokens.accent,
        role.Link: tokens.accent,
        role.LinkVisited: tokens.accent,
        role.ToolTipBase: tokens.base,
        role.ToolTipText: tokens.text,
    }
    made = QPalette()
    for name, colour in roles.items():
        made.setColor(name, QColor(colour))
    for name in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, name, QColor(tokens.off))
    made.setColor(QPalette.ColorGroup.Disabled, role.Highlight, QColor(tokens.hairline))
    return made


def from_palette(system: QPalette) -> Tokens:
    """Return the tokens of a system theme of high contrast: its own colours, none of ours but those of offers."""
    role = QPalette.ColorRole

    def of(name: QPalette.ColorRole, group: QPalette.ColorGroup = QPalette.ColorGroup.Active) -> str:
        return system.color(group, name).name()

    base, text, window = of(role.Base), of(role.Text), of(role.Window)
    near = DARK if QColor(base).lightness() < 128 else LIGHT  # noqa: PLR2004 - the middle
    return Tokens(
        name="contrast",
        window=window,
        chrome=window,
        nav=window,
        base=base,
        field=base,
        alternate=base,
        header=window,
        hairline=text,
        border=text,
        edge=text,
        text=text,
        second=text,
        third=text,
        off=of(role.Text, QPalette.ColorGroup.Disabled),
        accent=of(role.Link),
        on_accent=base,
        selection=near.selection,
        hover=near.hover,
        press=near.press,
        ok=text,
        warning=text,
        error=text,
        info=text,
        ok_ground=base,
        warning_ground=base,
        error_ground=base,
        info_ground=base,
        offers=near.offers,
        on_offers=near.on_offers,
        groups=near.groups,
    )
