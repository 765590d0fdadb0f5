"""Workbooks of today's Excel, read once for values, formulas, stored results and number formats alike."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from math import isfinite

from cdmo_desk.intake.cells import Book, Cell, Merge, Sheet, folded, letters, made, number_of
from cdmo_desk.intake.package import Element, Look, Package, on, tag, text_of

_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_STRIPPED = re.compile(r'".*?"|\[(?!hh?\]|mm?\]|ss?\])[^\]]*\]')
_LENGTH = re.compile(r"\[(?:hh?|mm?|ss?)\]", re.IGNORECASE)
_DATE = re.compile(r"(?<![_\\])[dmhys]", re.IGNORECASE)
_REFERENCE = re.compile(
    r"""(?P<kept>"(?:[^"]|"")*"|'(?:[^']|'')*'|\[[^\]]*\])
    |(?<![\w.$])(?P<column_fixed>\$?)(?P<column>[A-Za-z]{1,3})(?P<row_fixed>\$?)(?P<row>[0-9]{1,7})(?![\w(.!])
    |(?<![\w.$])(?P<from_fixed>\$?)(?P<from>[A-Za-z]{1,3}):(?P<to_fixed>\$?)(?P<to>[A-Za-z]{1,3})(?![\w(.!$])""",
    re.VERBOSE,
)
_ERRORS = frozenset(
    {"#N/A", "#DIV/0!", "#REF!", "#NAME?", "#NUM!", "#VALUE!", "#NULL!", "#SPILL!", "#CALC!", "#GETTING_DATA"}
)
_LAST_ROW, _LAST_COLUMN = 1 << 20, 1 << 14
_PHANTOM = 60
"""Excel counts a 29 February 1900 that never was."""


@dataclass(slots=True)
class _Setting:
    """What a sheet's cells refer to: shared texts, looks, the first day, formulas that are shared."""

    texts: list[str]
    looks: list[Look]
    first: datetime
    shared: dict[str, tuple[str, int, int]] = field(default_factory=dict)
    columns: dict[str, int] = field(default_factory=dict)
    folded: dict[int, str] = field(default_factory=dict)

    def text(self, number: int) -> tuple[str, str]:
        """Return a shared text as it stands, and in one line."""
        stored, known = self.texts[number], self.folded.get(number)
        if known is None:
            known = self.folded[number] = folded(stored)
        return stored, known


def read(data: bytes, kind: str) -> Book:
    """Read a workbook's cells; macros are never run and links never followed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        package = Package(archive)
        first = datetime(1904, 1, 1) if package.is_from_1904 else datetime(1899, 12, 30)  # noqa: DTZ001 - a count of days
        texts, looks = package.texts(), package.looks()
        sheets = tuple(
            _sheet(part.name, package.tree(part.path), _Setting(texts, looks, first), hidden=part.hidden)
            for part in package.sheets
        )
    remarks = (("macros", "The workbook holds macros; they were not run."),) if kind == "xlsm" else ()
    return Book(kind, sheets, remarks)


def _sheet(name: str, tree: Element, setting: _Setting, *, hidden: bool) -> Sheet:
    groups = {tag(group): group for group in tree}
    none = Element("none")
    hidden_rows: set[int] = set()
    cells = list(_cells(groups.get("sheetData", none), setting, hidden_rows))
    return Sheet.of(
        name,
        cells,
        hidden=hidden,
        hidden_rows=frozenset(hidden_rows),
        hidden_columns=frozenset(_hidden(groups.get("cols", none))),
        merges=tuple(m for m in map(_merge, groups.get("mergeCells", none)) if m is not None),
    )


def _hidden(columns: Element) -> Iterator[int]:
    for seen in columns:
        if on(seen.get("hidden")):
            yield from range(int(seen.get("min", "1")), min(int(seen.get("max", "1")), _LAST_COLUMN) + 1)


def _merge(merged: Element) -> Merge | None:
    ends = _ADDRESS.findall(merged.get("ref", ""))
    if not ends:
        return None
    columns, rows = [number_of(end[0]) for end in ends], [int(end[1]) for end in ends]
    return Merge(min(rows), min(columns), max(rows), max(columns))


def _cells(rows: Element, setting: _Setting, hidden: set[int]) -> Iterator[Cell]:
    """Go through the cells that hold something, noting the rows that are hidden."""
    number = 0
    for row in rows:
        stated = row.get("r")
        number = int(float(stated)) if stated else number + 1
        if on(row.get("hidden")):
            hidden.add(number)
        column = 0
        for element in row:
            address = element.get("r", "")
            column, line = setting.columns.get(address.removesuffix(stated or "-"), 0) or column + 1, number
            if address and address != f"{letters(column)}{number}":
                place = _ADDRESS.fullmatch(address)
                if place:
                    column, line = _column(place[1]), int(place[2])
                    setting.columns.setdefault(place[1], column)
            if len(element):
                cell = _cell(element, line, column, setting)
                if cell is not None and line <= _LAST_ROW and column <= _LAST_COLUMN:
                    yield cell
        row.clear()


@lru_cache(maxsize=1024)
def _column(name: str) -> int:
    return number_of(name)


def _cell(element: Element, row: int, column: int, setting: _Setting) -> Cell | None:
    kind, stored, formula, inline = element.get("t", "n"), None, None, None
    for child in element:
        name = child.tag
        if name.endswith("}v"):
            stored = child.text
        elif name.endswith("}f"):
            formula = child
        elif name.endswith("}is"):
            inline = child
    style = int(element.get("s", "0"))
    look = setting.looks[style] if 0 <= style < len(setting.looks) else Look()
    if inline is not None and kind == "inlineStr":
        value: object = text_of(inline)
    elif not stored:
        value = "" if kind == "str" else None
    elif kind == "s" and formula is None:
        stored_text, text = setting.text(int(stored))
        return Cell(row, column, stored_text, text, look.format, bold=look.bold) if text else None
    else:
        value = _value(kind, stored, look, setting)
    written = "" if formula is None else _formula(formula, row, column, setting)
    if isinstance(value, str) and (kind in {"e", "n"} or (written and _fails(value))):
        return made(row, column, None, error=value, formula=written, format=look.format, bold=look.bold)
    computed = bool(written) and value is None
    return made(row, column, value, formula=written, computed=computed, format=look.format, bold=look.bold)


def _fails(result: str) -> bool:
    return result in _ERRORS


def _value(kind: str, stored: str, look: Look, setting: _Setting) -> object:
    """Return a stored value as its kind."""
    if kind == "s":
        return setting.texts[int(stored)]
    if kind == "b":
        return stored.strip() not in {"0", "false"}
    if kind == "n":
        number = _number(stored)
        if number is None:
            return "#NUM!"
        return _moment(number, look.format, setting.first) if look.format and _is_date(look.format) else number
    return _day(stored) if kind == "d" else stored


def _number(stored: str) -> float | None:
    """Return a stored number; nothing where it is none that a spreadsheet program can show."""
    try:
        number = float(stored)
    except ValueError:
        return None
    if not isfinite(number):
        return None
    return int(number) if number.is_integer() and stored.lstrip("-").isdigit() else number


@lru_cache(maxsize=1024)
def _is_date(form: str) -> bool:
    return _DATE.search(_STRIPPED.sub("", form.split(";", maxsplit=1)[0])) is not None


def _moment(number: float, form: str, first: datetime) -> object:
    """Return the day, the time of day or the span of time that a number stands for."""
    try:
        if _LENGTH.search(form.split(";", maxsplit=1)[0]):
            return timedelta(days=number)
        if 0 <= number < 1:
            return (first + timedelta(seconds=round(number * 86_400))).time()
        phantom = 0 < number < _PHANTOM and first.year < 1900  # noqa: PLR2004 - counted from 1900
        return first + timedelta(days=number + phantom)
    except (OverflowError, ValueError):
        return "#VALUE!"


def _day(stored: str) -> date | time | str:
    """Return a day or a time of day as it is written in full."""
    text = stored.strip().removesuffix("Z")
    for made_of in (datetime.fromisoformat, time.fromisoformat):
        try:
            return made_of(text)
        except ValueError:
            continue
    return stored


def _formula(element: Element, row: int, column: int, setting: _Setting) -> str:
    """Return a formula as it would stand in the cell; one shared with other cells is moved to this one."""
    text, shared = element.text or "", element.get("si")
    if element.get("t") != "shared" or shared is None:
        return f"={text}"
    if text:
        setting.shared.setdefault(shared, (text, row, column))
        return f"={text}"
    known = setting.shared.get(shared)
    return f"={moved(known[0], row - known[1], column - known[2])}" if known else "="


def moved(formula: str, down: int, right: int) -> str:
    """Return a formula as it reads when copied so many rows down and columns to the right."""

    def shifted(fixed: str, name: str) -> str:
        place = number_of(name) + (0 if fixed else right)
        return f"{fixed}{letters(place)}" if 0 < place <= _LAST_COLUMN else "#REF!"

    def replaced(found: re.Match[str]) -> str:
        if found["kept"]:
            return found["kept"]
        if found["from"]:
            return f"{shifted(found['from_fixed'], found['from'])}:{shifted(found['to_fixed'], found['to'])}"
        row = int(found["row"]) + (0 if found["row_fixed"] else down)
        name = shifted(found["column_fixed"], found["column"])
        return f"{name}{found['row_fixed']}{row}" if 0 < row <= _LAST_ROW and name != "#REF!" else "#REF!"

    return _REFERENCE.sub(replaced, formula)
