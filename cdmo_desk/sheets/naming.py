"""How offers, kinds, gates and years are called: the same letters and short names wherever they appear."""

from dataclasses import dataclass
from string import ascii_uppercase

from cdmo_desk.contract.offer import KINDS, Offer
from cdmo_desk.document import Case
from cdmo_desk.programme.brief import CAPABILITIES
from cdmo_desk.sheets.sheet import Cell, Column
from cdmo_desk.speech import language, say

LONGEST_NAME = 14
SHORTEST_WORD = 4


@dataclass(frozen=True, slots=True)
class Key:
    """What an offer is known by: its letter, its supplier's short name, and both in full."""

    offer: str
    letter: str
    short: str
    supplier: str
    title: str
    kind: str

    @property
    def name(self) -> str:
        """Return letter and short name: `F Castell`."""
        return f"{self.letter} {self.short}"

    @property
    def cell(self) -> Cell:
        """Return the cell that names the offer."""
        return Cell(self.name, self.letter, "offer")

    def column(self, unit: str = "", *, figures: bool = True) -> Column:
        """Return the head of the offer's column."""
        return Column(self.offer, self.short, unit, "right" if figures else "left", self.letter)


def keys(case: Case) -> dict[str, Key]:
    """Return how each offer is called, in the order of the case."""
    suppliers = {offer.supplier for offer in case.offers}
    return {
        offer.id: Key(
            offer.id,
            letter(place),
            _short(offer, suppliers),
            offer.supplier,
            offer.title,
            say(KINDS[offer.kind]),
        )
        for place, offer in enumerate(case.offers)
    }


def letter(place: int) -> str:
    """Return the letter of an offer by its place: A to Z, then AA, AB and so on."""
    text = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, len(ascii_uppercase))
        text = ascii_uppercase[rest] + text
    return text


def _short(offer: Offer, suppliers: set[str]) -> str:
    """Return the first word of a supplier's name where that is enough to tell it from the others."""
    name = " ".join(offer.supplier.split()) or offer.id
    words = name.split(" ")
    if len(words) > 1 and len(words[0]) >= SHORTEST_WORD:
        alike = {other for other in suppliers if other.split()[:1] == words[:1]}
        if len(alike) <= 1:
            return words[0]
    return name


def first_gate(case: Case) -> str | None:
    """Return the name of the first gate."""
    gates = case.brief.gates_in_order()
    return gates[0].name if gates else None


def years(case: Case) -> tuple[str, ...]:
    """Return the names of the horizon's years; those that do not start in January are called by both."""
    start = case.brief.start
    first = start.year
    if start.month == 1:
        return tuple(str(first + year) for year in range(case.brief.horizon_years))
    return tuple(f"{first + year}/{(first + year + 1) % 100:02d}" for year in range(case.brief.horizon_years))


def last_year(case: Case) -> str:
    """Return the name of the horizon's last year."""
    return years(case)[-1]


def capability(case: Case, name: str) -> str:
    """Return what a capability is called."""
    for own in case.brief.capabilities:
        if own.get("id") == name and isinstance(own.get("title"), str):
            return str(own["title"])
    return say(CAPABILITIES[name]) if name in CAPABILITIES else name.replace("_", " ").capitalize()


def criterion(case: Case, name: str) -> str:
    """Return what a criterion is called."""
    return next((found.title for found in case.brief.criteria if found.id == name), name)


def scope_title(case: Case, name: str) -> str:
    """Return what a scope item is called."""
    return next((item.title for item in case.brief.scope if item.id == name), name)


def listed(names: list[str] | tuple[str, ...]) -> str:
    """Return names as a list in words: `a, b and c`."""
    if len(names) < 2:  # noqa: PLR2004 - one name needs no list
        return "".join(names)
    return say("{others} and {last}", others=", ".join(names[:-1]), last=names[-1])


def within(noun: str) -> str:
    """Return a noun as it stands within a sentence: in small letters, but for languages that write nouns large."""
    return noun if language() == "de" else noun.lower()
