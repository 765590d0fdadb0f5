"""Labels with what stands beside, below or behind them: how the head of a quote states its facts."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from cdmo_desk.intake import fact_words, words
from cdmo_desk.intake.cells import Book, Cell, Sheet
from cdmo_desk.intake.phrases import begins, found, whole
from cdmo_desk.intake.table import Table

LABELLED = re.compile(r"^\s*([^:]{1,45}?)\s*:\s*(.*)$", re.DOTALL)
_EASTERN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uff00-\uffef]+")
_REACH = 6
_PROSE = 400
_LABEL = 60
_VALUE = 80
_PAIR = 2


@dataclass(frozen=True, slots=True)
class Pair:
    """A label with its value and the value's cell."""

    label: str
    cell: Cell
    text: str


def outside(book: Book, tables: Sequence[Table]) -> Iterator[tuple[Sheet, Cell]]:
    """Go through the cells above, below and beside the tables; lone texts inside them too, as feet stand there."""
    for sheet in book:
        own = [t for t in tables if t.sheet is sheet]
        for row, cells in sheet.rows.items():
            inside = [t for t in own if t.first <= row <= t.bottom]
            lone = len(cells) <= _PAIR and all(c.column not in t.columns.money for c in cells for t in inside)
            for cell in cells:
                if not inside or lone or not any(t.left <= cell.column <= t.right for t in inside):
                    yield sheet, cell


def pairs_of(sheet: Sheet, cell: Cell) -> Iterator[Pair]:
    """Read a cell as a label with a value in it, to its right or below it."""
    if not cell.text or len(cell.text) > _PROSE:
        return
    match = LABELLED.match(cell.text)
    if match and match[2]:
        yield Pair(match[1], cell, match[2].strip())
        return
    label = cell.text.rstrip(": ")
    if len(label) > _LABEL or not is_label(label):
        return
    right = next((c for c in sheet.rows.get(cell.row, ()) if cell.column < c.column <= cell.column + _REACH), None)
    if right is not None and not (right.text.endswith(":") and is_label(right.text.rstrip(": "))):
        yield Pair(label, right, right.shown)
        return
    below = sheet.at(cell.row + 1, cell.column)
    if below is not None and not (below.text and is_label(below.text.rstrip(": "))):
        yield Pair(label, below, below.shown)


def columned(table: Table) -> Iterator[Pair]:
    """Go through the facts that a table repeats on every line, as flat exports do: a label over one and the same."""
    read = {column for role, column in table.columns.roles.items() if role != "currency" and " " not in role}
    stepped = {h.column for h in (*table.columns.years, *table.columns.tiers)}
    for heading in table.headings:
        if heading.column in read | stepped or not is_label(heading.own.rstrip(": ")):
            continue
        cells = [c for _, row in table.rows() for c in row if c.column == heading.column]
        if len(cells) > 1 and len({c.shown for c in cells}) == 1:
            yield Pair(heading.own, cells[0], cells[0].shown)


def is_label(text: str) -> bool:
    """Say whether a text is one of the labels by which quotes state their facts."""
    return any(
        any(whole(form, known) for known in fact_words.FACTS.values())
        or whole(_numberless(form), fact_words.FACTS["reference"])
        for form in _forms(text)
    )


def _forms(label: str) -> tuple[str, ...]:
    """Return a label and, where it stands in two languages, each of them."""
    western = _EASTERN.sub(" ", label).strip(" :/|") if _EASTERN.search(label) else label
    parts = re.split(r"\s*[/|]\s*", western) if re.search(r"[/|]", western) else []
    return tuple(dict.fromkeys((label, western, *(part for part in parts if len(part) > _PAIR))))


def _numberless(label: str) -> str:
    """Return a label without the `No.` behind it."""
    return re.sub(
        r"(?:\s|^)(?:n\.?\s?[o°º]\.?|n\.|nr\.?|no\.?|num\.?|number|#)\s*$", "", label, flags=re.IGNORECASE
    ).strip()


def stated(pairs: Iterable[Pair], fact: str) -> Iterator[Pair]:
    """Go through the values that stand at a fact's labels."""
    known = fact_words.FACTS[fact]
    for pair in pairs:
        forms = _forms(pair.label)
        numberless = map(_numberless, forms) if fact == "reference" else ()
        if any(whole(form, known) for form in (*forms, *numberless)):
            yield pair


def first_of(pairs: Iterable[Pair], fact: str) -> str | None:
    """Return the first short value at a fact's labels."""
    return next((p.text for p in stated(pairs, fact) if p.text and len(p.text) < _VALUE), None)


def loose_totals(book: Book, tables: Sequence[Table]) -> Iterator[tuple[str, Cell, str]]:
    """Go through the sums that stand above the tables: sheet, cell and label."""
    for sheet in book:
        own = [t for t in tables if t.sheet is sheet]
        top = min((t.first for t in own), default=0)
        for row, cells in sheet.rows.items():
            for label, value in pairwise(cells if row < top else ()):
                sums = label.text and begins(label.text, words.TOTAL) and not found(label.text, words.GROSS)
                if sums and value.number is not None:
                    yield sheet.name, value, label.text.rstrip(": ")
