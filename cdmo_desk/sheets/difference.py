"""What changed between two evaluations, in sentences and figures: of two revisions, or of a case and a what-if."""

from dataclasses import dataclass

from cdmo_desk.document import Case
from cdmo_desk.evaluation.difference import Difference, Moved, OfferMoved, difference
from cdmo_desk.evaluation.results import Comparison
from cdmo_desk.sheets.figures import DASH, EN, Figures
from cdmo_desk.sheets.naming import Key, keys, scope_title
from cdmo_desk.sheets.pricing import term_title
from cdmo_desk.sheets.sheet import Cell, Column, Row, Sheet
from cdmo_desk.speech import say

FIGURES = ("contract", "cash", "mean", "p90")


@dataclass(frozen=True, slots=True)
class Both:
    """Two cases and how their offers are called: as after, those that are gone as before."""

    before: Case
    after: Case
    known: dict[str, Key]


def differences(
    before: Case, after: Case, old: Comparison, new: Comparison, figures: Figures = EN
) -> tuple[Sheet, ...]:
    """Return what changed: the offers with the choice in words, and term by term where contracts moved."""
    both = Both(before, after, keys(before) | keys(after))
    found = difference(old, new)
    offers = Sheet(
        id="difference",
        title=say("What changed"),
        note=" ".join(sentences(before, after, found, figures)),
        columns=(
            Column("offer", say("Offer")),
            Column("rank", say("Rank")),
            Column("contract", say("At our volumes"), figures.unit(new.currency), "right"),
            Column("cash", say("Expected cash"), figures.unit(new.currency), "right"),
            Column("mean", say("Present cost"), figures.unit(new.currency), "right"),
            Column("p90", say("In a bad case"), figures.unit(new.currency), "right"),
        ),
        rows=tuple(_row(both.known[name], entry, figures) for name, entry in found.offers.items()),
    )
    terms = _terms(both, found, new.currency, figures)
    return (offers, terms) if terms.rows else (offers,)


def sentences(before: Case, after: Case, found: Difference, figures: Figures = EN) -> tuple[str, ...]:
    """Return what the change does to the choice, in words."""
    known = keys(before) | keys(after)
    said = [_choice(known, found)]
    if found.currencies[0] != found.currencies[1]:
        said.append(
            say(
                "The two are in {one} and {other}: their amounts do not compare.",
                one=found.currencies[0],
                other=found.currencies[1],
            )
        )
        return tuple(said)
    if found.rules[0] == found.rules[1] != "weighted" and found.margin.by is not None and not found.choice_changes:
        words = {"before": found.margin.before, "after": found.margin.after}
        money = {side: figures.money(value, found.currencies[1]) for side, value in words.items()}
        said.append(say("Its lead goes from {before} to {after}.", **money))
    for name, entry in found.offers.items():
        if entry.state != "kept":
            words_of = say("{offer} is new.", offer=known[name].name) if entry.state == "new" else ""
            said.append(words_of or say("{offer} is no longer there.", offer=known[name].name))
    biggest = _biggest(found)
    if biggest is not None:
        entry = found.offers[biggest]
        by = entry.mean.by or 0.0
        text = (
            say(
                "{offer} becomes {money} cheaper in present cost.",
                offer=known[biggest].name,
                money=figures.money(-by, found.currencies[1]),
            )
            if by < 0
            else say(
                "{offer} becomes {money} dearer in present cost.",
                offer=known[biggest].name,
                money=figures.money(by, found.currencies[1]),
            )
        )
        said.append(text)
    elif all(entry.state == "kept" for entry in found.offers.values()):
        said.append(say("No offer's present cost moves."))
    return tuple(said)


def _choice(known: dict[str, Key], found: Difference) -> str:
    old, new = found.recommended_before, found.recommended_after
    if old == new:
        return (
            say("The rule gives no offer, as before.")
            if new is None
            else say("The recommendation stays: {offer}.", offer=known[new].name)
        )
    if old is None or new is None:
        name = known[new or old or ""].name
        return (
            say("The rule now gives {offer}; before, it gave none.", offer=name)
            if old is None
            else say("The rule now gives no offer; before, it gave {offer}.", offer=name)
        )
    return say("The recommendation changes from {old} to {new}.", old=known[old].name, new=known[new].name)


def _biggest(found: Difference) -> str | None:
    """Return the offer whose present cost moves most, of those that are ranked where any of them moves."""
    moved = {name: abs(entry.mean.by) for name, entry in found.offers.items() if entry.mean.by}
    ranked = {name: by for name, by in moved.items() if found.offers[name].rank.after is not None}
    moved = ranked or moved
    return max(moved, key=lambda name: moved[name], default=None)


def _row(key: Key, entry: OfferMoved, figures: Figures) -> Row:
    ranks = [DASH if rank is None else figures.number(rank, 0) for rank in (entry.rank.before, entry.rank.after)]
    rank = ranks[0] if ranks[0] == ranks[1] else say("{before} → {after}", before=ranks[0], after=ranks[1])
    return Row(
        (key.cell, Cell(rank, entry.rank.after), *(change(getattr(entry, name), figures) for name in FIGURES)),
        "",
        key.offer,
    )


def change(moved: Moved, figures: Figures) -> Cell:
    """Return a figure after the change, and in brackets by how much it moved."""
    if moved.after is None:
        return Cell(DASH, None, "muted")
    text = figures.amount(moved.after)
    if moved.by is None:
        return Cell(text, moved.after)
    by = figures.amount(moved.by)
    sign = "+" if moved.by > 0 else ""
    return Cell(text if not by.strip("0.,−") else f"{text} ({sign}{by})", moved.after, "strong" if moved.by else "")


def _terms(both: Both, found: Difference, currency: str, figures: Figures) -> Sheet:
    rows = []
    for name, entry in found.offers.items():
        moved = sorted(entry.terms.items(), key=lambda item: -abs((item[1].after or 0.0) - (item[1].before or 0.0)))
        for place, amounts in moved:
            by = (amounts.after or 0.0) - (amounts.before or 0.0)
            cells = (
                Cell(_title(both, name, place)),
                Cell(figures.amount(amounts.before), amounts.before),
                Cell(figures.amount(amounts.after), amounts.after),
                Cell(f"{'+' if by > 0 else ''}{figures.amount(by)}", by, "strong"),
            )
            rows.append(Row((both.known[name].cell, *cells), "", name))
    unit = figures.unit(currency)
    return Sheet(
        id="difference.terms",
        title=say("What moved, term by term"),
        note=say("Base case, undiscounted."),
        columns=(
            Column("offer", say("Offer")),
            Column("term", say("Term")),
            Column("before", say("Before"), unit, "right"),
            Column("after", say("After"), unit, "right"),
            Column("by", say("By"), unit, "right"),
        ),
        rows=tuple(rows),
    )


def _title(both: Both, name: str, place: str) -> str:
    for case in (both.after, both.before):
        for offer in case.offers:
            if offer.id == name:
                for number, term in enumerate(offer.terms):
                    if offer.place(number) == place:
                        return term_title(term)
    if place.startswith("scope."):
        return say("Plug: {item}", item=scope_title(both.after, place.removeprefix("scope.")))
    if place.startswith("risks["):
        return say("Risk {number}", number=int(place[6:-1]) + 1)
    return {"lateness": say("Late supply"), "shortfall": say("Missing output")}.get(place, place)
