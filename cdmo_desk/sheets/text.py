"""A sheet for a terminal: aligned columns, figures at the right, long words wrapped."""

from textwrap import wrap
from unicodedata import combining, east_asian_width

from cdmo_desk.sheets.sheet import Column, Row, Sheet

GAP = "  "
LONGEST = 24  # a word longer than this may be divided


def as_text(sheet: Sheet, width: int = 100) -> str:
    """Return a sheet as lines of at most `width` characters where its figures allow that; figures are never cut."""
    sheet = sheet.with_unit_in_title()
    heads = tuple(_head(column) for column in sheet.columns)
    rows = [*sheet.rows, *sheet.totals]
    texts = [tuple(_clean(cell.text) for cell in row.cells) for row in rows]
    widths = _widths(sheet.columns, heads, texts, width)
    lines = [sheet.title] if sheet.title else []
    lines += ["", *_laid(heads, sheet.columns, widths), GAP.join("-" * size for size in widths)]
    for place, (row, text) in enumerate(zip(rows, texts, strict=True)):
        if _is_ruled(row, place, len(sheet.rows)):
            lines.append(GAP.join("-" * size for size in widths))
        spans = row.tone == "group" and not any(text[1:])
        lines += wrap(text[0], width) if spans else _laid(text, sheet.columns, widths)
    if sheet.note:
        lines += ["", *wrap(_clean(sheet.note), width)]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _is_ruled(row: Row, place: int, rows: int) -> bool:
    return place == rows and row.tone == "sum"


def _head(column: Column) -> str:
    letter = f"{column.letter} " if column.letter else ""
    unit = f", {column.unit}" if column.unit else ""
    return _clean(f"{letter}{column.title}{unit}")


def _clean(text: str) -> str:
    """Return a text in one line without what would move a terminal's cursor."""
    kept = "".join(character if character.isprintable() else " " for character in text.replace("\u00a0", " "))
    return " ".join(kept.split())


def _widths(columns: tuple[Column, ...], heads: tuple[str, ...], rows: list[tuple[str, ...]], width: int) -> list[int]:
    """Return the width of each column: figures in full, words as wide as is left, none below its longest word."""
    full, least = [], []
    for place, column in enumerate(columns):
        cells = [row[place] for row in rows if any(text for at, text in enumerate(row) if at) or not place]
        words = max([_longest(heads[place]), *(_longest(text) for text in cells)])
        whole = max([_size(heads[place]), *(_size(text) for text in cells)])
        figures = column.align == "right" and not column.letter
        full.append(whole)
        least.append(max([_longest(heads[place]), *map(_size, cells)]) if figures else min(words, LONGEST))
    spare = max(0, width - len(GAP) * (len(columns) - 1) - sum(least))
    widths = list(least)
    order = sorted(range(len(columns)), key=lambda place: full[place] - least[place])
    for number, place in enumerate(order):
        more = min(full[place] - least[place], spare // (len(order) - number))
        widths[place] += more
        spare -= more
    return widths


def _longest(text: str) -> int:
    return max((_size(word) for word in text.split()), default=0)


def _laid(texts: tuple[str, ...], columns: tuple[Column, ...], widths: list[int]) -> list[str]:
    cells = [wrap(text, max(size, 1)) or [""] for text, size in zip(texts, widths, strict=True)]
    lines = []
    for number in range(max((len(cell) for cell in cells), default=0)):
        parts = []
        for cell, column, size in zip(cells, columns, widths, strict=True):
            text = cell[number] if number < len(cell) else ""
            pad = " " * max(0, size - _size(text))
            parts.append(pad + text if column.align == "right" else text + pad)
        lines.append(GAP.join(parts))
    return lines


def _size(text: str) -> int:
    """Return how many cells of a terminal a text takes."""
    return sum(0 if combining(sign) else 2 if east_asian_width(sign) in "WF" else 1 for sign in text)
