"""The basis of a line: what its own cells say comes before what stands above it."""

from collections.abc import Mapping

from cdmo_desk.intake import basis as bases
from cdmo_desk.intake import words
from cdmo_desk.intake.draft import Draft
from cdmo_desk.intake.phrases import found, whole
from cdmo_desk.intake.rows import Row
from cdmo_desk.intake.titles import mark_of

_UNSURE = ("n a", "na")
_BOTH = ("optional", "pass_through")
_GENERAL = frozenset({"pass_through", "excluded", "included"})


def basis_of(row: Row, draft: Draft, footnotes: Mapping[str, str], above: tuple[str, ...]) -> str:
    """Return how a line is charged; `above` are the texts that speak for all lines of its section."""
    amount = row.figure("amount")
    says = amount.value is None and amount.state not in {None, "optional"} and not amount.dashed
    priced = draft.amount is not None or (draft.unit_price is not None and not says)
    return (_of_priced if priced else _of_unpriced)(row, draft, _footnote(draft, row, footnotes), above)


def _declared(row: Row) -> str | None:
    """Return the basis that the row's cell in a column of bases states."""
    text = row.text("basis")
    return bases.declared(text, row.table.head(row.table.columns["basis"])) if text else None


def _footnote(draft: Draft, row: Row, footnotes: Mapping[str, str]) -> str:
    """Return the text of the footnote that a line's description or price refers to."""
    if not footnotes:
        return ""
    texts = [draft.description, *(f.cell.text for f in row.money if f.cell is not None and f.cell.text)]
    marks = (mark_of(text) for text in texts)
    return next((footnotes[m] for m in marks if m and m in footnotes), "")


def _of_priced(row: Row, draft: Draft, footnote: str, above: tuple[str, ...]) -> str:
    """Return the basis of a line with a number."""
    own = _declared(row)
    general = [bases.of_section(text) for text in above]
    speaks = [
        *(f.state for f in row.money),
        own,
        bases.of_description(draft.description, priced=True),
        bases.of_note(draft.note, priced=True) if draft.note else None,
        bases.state_of(footnote, _BOTH) if footnote else None,
        *(said for said in general if said == "optional" or (said and not _is_credit(draft))),
    ]
    if "optional" in speaks:
        return "optional"
    if draft.amount is None and draft.quantity is None:
        return "rate"
    if "pass_through" in speaks and own != "priced":
        return "pass_through"
    return "included" if draft.amount == 0 and not draft.unit_price else "priced"


def _is_credit(draft: Draft) -> bool:
    """Say whether a line gives something back: it stands below a section and is none of its costs."""
    return (draft.amount or 0) < 0 and found(draft.description, words.CREDIT) is not None


def _of_unpriced(row: Row, draft: Draft, footnote: str, above: tuple[str, ...]) -> str:
    """Return the basis of a line without a number: its price cell, the cells beside it, then the section."""
    states = [f.state for f in reversed(row.money) if f.state]
    clear = [s for s in states if s != "included"] or states
    if all(f.cell is not None and whole(f.cell.text, _UNSURE) for f in row.money if f.state):
        clear = []
    own = _declared(row)
    quantity = row.figure("quantity").state
    said = [
        *clear,
        quantity if quantity != "optional" else None,
        own if own not in {"priced", "rate", "optional"} else None,
        bases.of_note(draft.note or "", priced=False),
        bases.of_description(draft.description, priced=False),
        bases.state_of(footnote, ("pass_through", "included", "excluded", "tbd")),
        *states,
    ]
    known = next((s for s in said if s), None)
    if known == "optional":
        return "tbd"
    if known == "included" and own in {"tbd", "excluded", "pass_through"} and any(f.dashed for f in row.money):
        return own
    if known or any(f.doubt for f in row.money):
        return known or "tbd"
    return next((s for s in (bases.of_section(text) for text in above) if s in _GENERAL), None) or "tbd"
