"""Copying a table: as tab-separated text and as HTML, so that a spreadsheet takes figures for figures."""

from collections.abc import Sequence
from html import escape
from re import fullmatch
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QMimeData

from ui.sheet_model import heading

if TYPE_CHECKING:
    from cdmo_desk.sheets.sheet import Cell, Column

MINUS, SPACE = "−", "\u00a0"
RISKY = ("=", "+", "-", "@")


def as_mime(columns: "Sequence[Column]", rows: "Sequence[Sequence[Cell]]", *, heads: bool) -> QMimeData:
    """Return cells as text and HTML, with a row of headings if asked for."""
    point = QLocale().decimalPoint()
    lines = [[_shown(cell, column, point) for cell, column in zip(row, columns, strict=True)] for row in rows]
    titles = [heading(column) for column in columns]
    made = QMimeData()
    made.setText("\r\n".join("\t".join(_safe(*pair) for pair in line) for line in _headed(titles, lines, heads)))
    made.setHtml(_html(titles if heads else [], lines))
    return made


def _headed(titles: list[str], lines: list[list[tuple[str, bool]]], heads: bool) -> list[list[tuple[str, bool]]]:
    return [[(title, False) for title in titles], *lines] if heads else lines


def _shown(cell: "Cell", column: "Column", point: str) -> tuple[str, bool]:
    """Return a cell's text in one line, and whether it is a figure."""
    text = " ".join(cell.text.replace(SPACE, " ").split())
    if column.align == "right":
        first = cell.text.split("\n", 1)[0].replace(SPACE, "").replace(",", "").replace(MINUS, "-")
        if fullmatch(r"-?\d+(\.\d+)?", first):
            return first.replace(".", point), True
    return text, False


def _safe(text: str, is_figure: bool) -> str:
    """Return a text that a spreadsheet does not take for a formula."""
    return f"'{text}" if not is_figure and text.startswith(RISKY) else text


def _html(titles: list[str], lines: list[list[tuple[str, bool]]]) -> str:
    head = "".join(f"<th>{escape(title)}</th>" for title in titles)
    body = "".join(f"<tr>{''.join(_cell(text, is_figure) for text, is_figure in line)}</tr>" for line in lines)
    return f'<meta charset="utf-8"><table>{f"<tr>{head}</tr>" if head else ""}{body}</table>'


def _cell(text: str, is_figure: bool) -> str:
    if is_figure:
        return f'<td align="right">{escape(text)}</td>'
    return f"<td style=\"mso-number-format:'\\@'\">{escape(text)}</td>"
