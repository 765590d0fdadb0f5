"""A person's corrections applied to what was read: lines decided, facts and currency stated, all of it said."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from cdmo_desk.intake.cells import Book
from cdmo_desk.intake.corrections import Bounds, Corrections, line_key
from cdmo_desk.intake.draft import Draft, Event, Notes
from cdmo_desk.intake.quote import Message

if TYPE_CHECKING:
    from cdmo_desk.intake.facts import Facts

_SHOWN = 60
_DATES = ("date", "valid_until")


def decide(drafts: Sequence[Draft], corrections: Corrections, notes: Notes) -> None:
    """Give lines the basis that a person chose; a price that is left open on purpose is no doubt any more."""
    if not corrections.lines:
        return
    for draft in drafts:
        decision = corrections.lines.get(line_key(draft.sheet, draft.row, draft.cells))
        if decision is not None and decision.basis is not None:
            draft.basis = decision.basis
            notes.messages = [
                m
                for m in notes.messages
                if not (m.code == "missing_price" and m.sheet == draft.sheet and m.cell == draft.place)
            ]


def in_currency(read: Sequence[list[Event]], found: str | None, corrections: Corrections) -> str | None:
    """Return the file's currency as a person stated it, and put all lines of the one recognised into it."""
    if corrections.currency is None:
        return found
    for event in (e for events in read for e in events):
        if event.currency in (None, found):
            event.currency = corrections.currency
    return corrections.currency


def state_facts(facts: "Facts", corrections: Corrections) -> None:
    """Put what a person typed in the place of facts; an empty text leaves a fact out."""
    for name, text in corrections.facts.items():
        said = text.strip() or None
        if said is None:
            setattr(facts, name, None)
        elif name in _DATES:
            try:
                setattr(facts, name, date.fromisoformat(said))
            except ValueError:
                continue
        elif name == "payment_days":
            facts.payment_days = int(said) if said.isdecimal() else facts.payment_days
        else:
            setattr(facts, name, said)


def say_corrected(book: Book, corrections: Corrections, notes: Notes) -> None:
    """Name every cell that was typed over, so that the file's own text and the typed one are both kept."""
    known = {sheet.name for sheet in book.sheets}
    for name, sheet in corrections.sheets.items():
        if name not in known:
            text = f"Corrections name a sheet “{name}” that the file has not; they were left out."
            notes.warn("unused_correction", "", text)
            continue
        for address, typed in sheet.values.items():
            if Bounds.of(address) is not None:
                text = f"{address} was typed over by hand: “{typed[:_SHOWN]}”."
                notes.messages.append(Message("info", "typed_over", address, text, name))
