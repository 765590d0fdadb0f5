"""What a row of a table is: a line, a section, a sum, a tax, or none of these."""

import re
from decimal import Decimal
from typing import Literal

from cdmo_desk.intake import words
from cdmo_desk.intake.basis import dashed, price_state
from cdmo_desk.intake.cells import Cell
from cdmo_desk.intake.currency import named
from cdmo_desk.intake.figures import NOTHING, Figure
from cdmo_desk.intake.headings import roles_of
from cdmo_desk.intake.numbering import Numbering
from cdmo_desk.intake.numbers import lex
from cdmo_desk.intake.phrases import begins, found, plain, whole
from cdmo_desk.intake.table import CODE, Table
from cdmo_desk.intake.titles import is_remark, is_sentence

Kind = Literal[
    "line", "text", "total", "carried", "part", "tax", "gross", "information", "remark", "headings", "unread", "numbers"
]

_SECTION_LABEL = re.compile(
    r"^(?:section|abschnitt|phase|part|teil|work package|arbeitspaket|wp|ap|lot|partie|seccion|fase|sezione"
    r"|parte|chapter|kapitel|onderdeel|deel|hoofdstuk|werkpakket|del|avsnitt|afsnit|etap|część|czesc|etapa|faza|secção"
    r"|seção)\s",
    re.IGNORECASE,
)
_ADDED = re.compile(r"[(\[]\s*(?:[A-Z]|[IVX]{1,4}|\d{1,2})(?:\s*\+\s*(?:[A-Z]|[IVX]{1,4}|\d{1,2}))+\s*[)\]]\s*$")
"""What a sum says it adds up: `(A + B + C)`."""
_BEHIND = re.compile(
    r"[,:;–-]\s+(?:grand |sub)?total(?:e|es)?\s+"
    r"(?:before|without|excl\w*|net|ex|hors|sans|sin|antes|senza|ohne|vor|exkl\w*)\b"
    r"|[,:;–-]\s+(?:sous-|sub-?|grand )?total(?:e)?\s*$",
    re.IGNORECASE,
)
"""What a sum says behind its name: `Base price, total before taxes`."""
_ASIDE = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")
_WORDS = re.compile(r"[^\W\d]{3}")
_PAGE = re.compile(
    r"\b(?:page|seite|pagina|página|pag\.|strona|sida|side)\s*\d+(?:\s*(?:of|von|de|di|sur|van|av|af|z|/)\s*\d+)?",
    re.IGNORECASE,
)


class Row:
    """One row of a table with its cells by what their column holds.

    `money` are the filled figures of all price columns, in order. `priced` says whether one of them holds a number (or
    would, were it not broken), `stated` whether one says anything. `code` is the line's number in its own cell, `label`
    the cell that names the row: its description, else its first text.
    """

    __slots__ = (
        "_columns",
        "_held",
        "cells",
        "code",
        "figures",
        "label",
        "money",
        "number",
        "priced",
        "stated",
        "table",
    )

    def __init__(self, table: Table, number: int, cells: tuple[Cell, ...], figures: dict[int, Figure]) -> None:
        self.table = table
        self.number = number
        self.cells = cells
        self.figures = figures
        self._columns = table.columns.roles
        self._held = {cell.column: cell for cell in cells}
        self.money = [figures[c] for c in table.columns.money_in_order if c in figures]
        self.priced = any(f.value is not None or f.doubt is not None for f in self.money)
        self.stated = self.priced or any(f.state is not None for f in self.money)
        code = self.text("number")
        self.code = code if code and CODE.fullmatch(code) else ""
        self.label = self._named()

    @property
    def heads_others(self) -> bool:
        """Say whether words stand alone left of the descriptions, in a column that holds something else."""
        left = len(self.cells) == 1 and self.cells[0].column < self._columns.get("description", 0)
        return left and _WORDS.search(self.cells[0].text) is not None

    def cell(self, role: str) -> Cell | None:
        """Return the cell of a role's column."""
        return self._held.get(self._columns.get(role, 0))

    def text(self, role: str) -> str:
        """Return what the cell of a role's column shows."""
        cell = self._held.get(self._columns.get(role, 0))
        return cell.shown.strip() if cell else ""

    def figure(self, role: str) -> Figure:
        """Return the figure of a role's column."""
        return self.figures.get(self._columns.get(role, 0), NOTHING)

    @property
    def only_dashes(self) -> bool:
        """Say whether the columns that a line fills hold nothing but dashes."""
        return all(dashed(c.shown) for c in self.cells if c.column in self.table.columns.values)

    def _named(self) -> Cell | None:
        described = self.cell("description")
        if described is not None and described.text:
            return described
        if self.heads_others:
            return self.cells[0]
        money = self.table.columns.money
        texts = (
            c
            for c in self.cells
            if c.text and not (c.column in money and price_state(c.text)) and not CODE.fullmatch(c.text)
        )
        return next(texts, described)


def kind_of(row: Row, *, after_total: bool, after_tax: bool, coded: bool) -> Kind:
    """Return what a row is, from its words and from which of its cells are filled."""
    label = row.label
    text = label.text if label else ""
    if _repeats_headings(row):
        return "headings"
    if not row.stated and (_PAGE.search(text) or any(c.text and _PAGE.fullmatch(c.text) for c in row.cells)):
        return "remark"
    if _informs(row, text):
        return "information"
    if row.priced and not row.heads_others:
        return _kind_of_priced(row, text, after_total=after_total, after_tax=after_tax, coded=coded)
    if row.stated and not row.heads_others:
        described = row.cell("description")
        if described is None or not described.shown:
            return "text" if label is not None and label.column not in row.table.columns.money else "unread"
        return "unread" if _is_total(row, text, coded=coded) and not row.code else "line"
    if (_has_values(row) and text and not row.heads_others and not is_sentence(text)) or _says_price(row):
        return "unread" if _is_total(row, text, coded=coded) and not row.code else "line"
    return "text" if text else "unread"


def _says_price(row: Row) -> bool:
    """Say whether a described row says something of its price that is no wording known here."""
    described = row.cell("description")
    if described is None or not described.text or is_sentence(described.text):
        return False
    wordings = [c.text for c in row.cells if c.column in row.table.columns.money and c.text and not lex(c.text)]
    return any(re.search(r"[^\W\d]{3}", w) and not named(w) and not roles_of(w) for w in wordings)


def _kind_of_priced(row: Row, text: str, *, after_total: bool, after_tax: bool, coded: bool) -> Kind:
    if not text:
        return "numbers"
    alone = (row.figure("unit_price").value is None and not row.text("unit")) or not row.table.columns["amount"]
    if alone and begins_or_is(text, words.CARRIED) and not row.code:
        return "carried"
    total = _is_total(row, text, coded=coded)
    if alone and _is_tax(text) and (not row.code or not coded) and not total:
        return "tax" if after_total or begins(text, words.TAX) else "line"
    if total:
        gross = found(text, words.GROSS) and not found(text, ("excl*", "exkl*", "ohne", "net", "netto"))
        return "gross" if gross or (after_tax and not found(text, ("option*", "net", "netto"))) else "total"
    if alone and after_total and not row.code and row.figure("quantity").value is None and _sums_by_basis(text):
        return "part"
    if alone and found(text, words.GROSS) and after_total and not row.code:
        return "gross"
    return "line"


def begins_or_is(text: str, phrases: tuple[str, ...]) -> bool:
    """Say whether a text is one of the phrases or begins with one and says little more."""
    return whole(text, phrases) or (begins(text, phrases) and len(plain(text).split()) <= 6)  # noqa: PLR2004 - a label's length


def _sums_by_basis(text: str) -> bool:
    return any(found(text, phrases) for phrases in words.TOTALS_BY_BASIS.values())


def _is_total(row: Row, text: str, *, coded: bool) -> bool:
    """Say whether a row's label is that of a sum, and nothing in the row speaks against it."""
    if (
        row.figure("unit_price").value is not None
        and row.table.columns["amount"]
        and row.figure("quantity").value is not None
    ):
        return False
    if row.code and coded and not whole(text, words.TOTAL):
        return False
    if row.text("unit") and row.figure("quantity").value is not None and row.table.columns["amount"]:
        return False
    if (_ADDED.search(text) or _BEHIND.search(text)) and not row.text("unit"):
        return True
    bare = re.sub(r"^[=Σ∑\s]+", "", _ASIDE.sub("", text))
    if bare != text and text.startswith(("Σ", "∑")):
        return True
    if begins(bare, words.TOTAL) or begins(re.sub(r"^\W*[A-Z0-9][.)]\s+", "", bare), words.TOTAL):
        return len(plain(bare).split()) <= 14  # noqa: PLR2004 - a label's length
    ends = found(
        bare,
        (
            "total",
            "subtotal",
            "sub total",
            "summe",
            "gesamt",
            "zwischensumme",
            "totale",
            "subtotale",
            "sum",
            "suma",
            "totaal",
            "subtotaal",
            "eindtotaal",
            "summa",
            "delsumma",
            "i alt",
            "razem",
            "合計",
            "小計",
            "総計",
        ),
    )
    return bool(ends) and ends is not None and ends.end() == len(plain(bare)) and len(plain(bare).split()) <= 6  # noqa: PLR2004


def _is_tax(text: str) -> bool:
    return found(text, words.TAX) is not None and not found(text, words.UNTAXED)


def _informs(row: Row, text: str) -> bool:
    """Say whether a row only informs: of forecasts, planned batches and such."""
    about = found(text, words.INFORMATION) or found(row.text("note"), words.INFORMATION_ONLY)
    if not about or (row.code and not found(text, words.INFORMATION_ONLY)):
        return False
    clear = found(text, words.INFORMATION_ONLY)
    stepped = bool(row.table.columns.years or row.table.columns.tiers)
    currency = any(f.currency for f in row.money)
    return bool(clear) or (stepped and not currency) or not row.stated


def _repeats_headings(row: Row) -> bool:
    heads = row.table.named
    same = sum(1 for c in row.cells if c.text and c.column in heads and heads[c.column] == plain(c.text))
    return same > 1 and same >= len(row.cells) * 0.6


def _has_values(row: Row) -> bool:
    """Say whether quantity, unit or basis are filled, as only a line has them."""
    quantity = row.figure("quantity")
    basis = row.text("basis")
    return (
        quantity.value is not None
        or bool(row.text("unit"))
        or bool(basis and row.table.columns["basis"] != row.table.columns["note"])
    )


def is_heading_text(row: Row, numbering: Numbering, *, follows_line: bool, bounded: bool) -> bool:
    """Say whether a row of text alone may head a section, not remark on a line nor be a line without a price.

    `bounded` says whether the table's sections follow sums or blank rows.
    """
    label = row.label
    if label is None:
        return False
    text = label.text
    if is_remark(text) and not _SECTION_LABEL.match(text):
        return False
    if row.code:
        return not numbering.coded or numbering.heads(row.code)
    if numbering.coded or _SECTION_LABEL.match(text):
        return True
    described = row.table.columns["description"]
    if label.bold or (label.row, label.column) in row.table.sheet.merged or label.column != described or text.isupper():
        return True
    return not (follows_line and bounded)


def value_sum(figures: list[Figure]) -> Decimal | None:
    """Return the sum of the numbers among figures, or nothing if there are none."""
    numbers = [f.value for f in figures if f.value is not None]
    return sum(numbers, Decimal(0)) if numbers else None
