"""The ordinary formulas of quotes, computed where a file stores no results; nothing else is ever run."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Context, Decimal, DecimalException

from cdmo_desk.intake.cells import Book, Cell, Sheet, Value, number_of
from cdmo_desk.intake.functions import FUNCTIONS, Unknown, number, truth

_TOKEN = re.compile(
    r"""\s*(?:
    (?P<number>\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+)(?![A-Za-z0-9_!:])
    |(?P<text>"(?:[^"]|"")*")
    |(?P<sheet>'(?:[^']|'')+'!|[\w.]+!)?(?P<area>\$?[A-Za-z]{1,3}\$?\d+(?::\$?[A-Za-z]{1,3}\$?\d+)?|\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3})(?![\w(.])
    |(?P<name>[A-Za-z_][\w.]*)
    |(?P<sign><=|>=|<>|[-+*/^%&=<>(),;:{}\[\]!])
    )""",
    re.VERBOSE,
)
_AREA = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d*)(?::\$?([A-Za-z]{1,3})\$?(\d*))?")
_LIMIT = 8192
_AREA_LIMIT = 200_000
_EXACT = Context(prec=28)
_SHOWN = Context(prec=15)


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    sheet: str = ""


def completed(book: Book) -> Book:
    """Return the book with a value for every formula that has none and can be computed."""
    if not any(cell.computed for sheet in book.sheets for cell in sheet.cells.values()):
        return book
    results = _Results(book)
    return replace(book, sheets=tuple(results.sheet(sheet) for sheet in book.sheets))


class _Results:
    """Values of cells by place, computed when asked for and kept."""

    def __init__(self, book: Book) -> None:
        self._sheets = {sheet.name.casefold(): sheet for sheet in book.sheets}
        self._known: dict[tuple[str, int, int], Value | Unknown] = {}
        self._busy: set[tuple[str, int, int]] = set()
        self._bottoms: dict[str, int] = {}

    def sheet(self, sheet: Sheet) -> Sheet:
        """Return a sheet with its computed values filled in."""
        cells = {place: self._filled(sheet, cell) if cell.computed else cell for place, cell in sheet.cells.items()}
        return replace(sheet, cells=cells)

    def _filled(self, sheet: Sheet, cell: Cell) -> Cell:
        value = self.value(sheet.name, cell.row, cell.column)
        if isinstance(value, Unknown):
            return replace(cell, error=value.error)
        if isinstance(value, str):
            return replace(cell, value=value or None, text=value)
        return replace(cell, value=value)

    def value(self, name: str, row: int, column: int) -> Value | Unknown:
        """Return what a cell shows; a circle, an error and the unknown are `Unknown`."""
        sheet = self._sheets.get(name.casefold())
        if sheet is None:
            return Unknown("#REF!")
        cell = sheet.cells.get((row, column))
        if cell is None:
            return None
        if not cell.computed:
            return Unknown(cell.error) if cell.error else cell.value
        key = (name.casefold(), row, column)
        if key in self._busy:
            return Unknown("")
        if key not in self._known:
            self._busy.add(key)
            try:
                self._known[key] = self._computed(name, cell.formula)
            finally:
                self._busy.discard(key)
        return self._known[key]

    def _computed(self, sheet: str, formula: str) -> Value | Unknown:
        try:
            value = _Reader(self, sheet, formula).result()
        except Unknown as unknown:
            return unknown
        except (DecimalException, ArithmeticError):
            return Unknown("#NUM!")
        except (RecursionError, ValueError, IndexError, TypeError):
            return Unknown("")
        if value is None:
            return Decimal(0)
        return _SHOWN.plus(value) if isinstance(value, Decimal) else value

    def area(self, name: str, text: str, *, but_subtotals: bool) -> tuple[tuple[Value, ...], ...]:
        """Return the values of a range, row by row; on request without those that are subtotals themselves."""
        match = _AREA.fullmatch(text)
        sheet = self._sheets.get(name.casefold())
        if match is None or sheet is None:
            raise Unknown("#REF!")
        bottom_used = self._bottom(sheet)
        left, right = number_of(match[1]), number_of(match[3] or match[1])
        top, bottom = int(match[2] or 1), int(match[4] or match[2] or bottom_used)
        left, right, top, bottom = (
            min(left, right),
            max(left, right),
            min(top, bottom),
            min(max(top, bottom), max(bottom_used, top)),
        )
        if (right - left + 1) * (bottom - top + 1) > _AREA_LIMIT:
            raise Unknown("")
        places = (((row, column) for column in range(left, right + 1)) for row in range(top, bottom + 1))
        return tuple(tuple(self._in_area(sheet, place, but_subtotals=but_subtotals) for place in row) for row in places)

    def _bottom(self, sheet: Sheet) -> int:
        """Return the last row of a sheet that holds something."""
        if sheet.name not in self._bottoms:
            self._bottoms[sheet.name] = max((row for row, _ in sheet.cells), default=1)
        return self._bottoms[sheet.name]

    def _in_area(self, sheet: Sheet, place: tuple[int, int], *, but_subtotals: bool) -> Value:
        cell = sheet.cells.get(place)
        if cell is None or (but_subtotals and cell.formula.upper().startswith("=SUBTOTAL(")):
            return None
        value = self.value(sheet.name, *place)
        if isinstance(value, Unknown):
            raise value
        return value


class _Reader:
    """Reads one formula by descent, computing as it goes."""

    def __init__(self, results: _Results, sheet: str, formula: str) -> None:
        if len(formula) > _LIMIT:
            raise Unknown("")
        self._results = results
        self._sheet = sheet
        self._tokens = list(_tokens(formula.removeprefix("=")))
        self._next = 0
        self._subtotal = False

    def result(self) -> Value:
        """Return the formula's value."""
        value = _single(self._comparison())
        if self._next < len(self._tokens):
            raise Unknown("")
        return value

    def _sign(self, *signs: str) -> str:
        """Take the next token if it is one of the signs."""
        if self._next < len(self._tokens):
            token = self._tokens[self._next]
            if token.kind == "sign" and token.text in signs:
                self._next += 1
                return token.text
        return ""

    def _comparison(self) -> object:
        left = self._joined()
        while sign := self._sign("=", "<>", "<=", ">=", "<", ">"):
            left = _compared(sign, _single(left), _single(self._joined()))
        return left

    def _joined(self) -> object:
        left = self._sum()
        while self._sign("&"):
            left = _written(_single(left)) + _written(_single(self._sum()))
        return left

    def _sum(self) -> object:
        return self._chain(self._product, {"+": _EXACT.add, "-": _EXACT.subtract})

    def _product(self) -> object:
        return self._chain(self._power, {"*": _EXACT.multiply, "/": _divided})

    def _power(self) -> object:
        return self._chain(self._unary, {"^": _EXACT.power})

    def _chain(self, part: Callable[[], object], signs: dict[str, Callable[[Decimal, Decimal], Decimal]]) -> object:
        left = part()
        while sign := self._sign(*signs):
            right = part()
            if isinstance(left, tuple) or isinstance(right, tuple):
                left = _pairwise(signs[sign], left, right)
            else:
                left = signs[sign](number(left), number(right))
        return left

    def _unary(self) -> object:
        if sign := self._sign("-", "+"):
            value = self._unary()
            return -number(_single(value)) if sign == "-" else value
        value = self._primary()
        while self._sign("%"):
            value = number(_single(value)) / 100
        return value

    def _primary(self) -> object:
        if self._sign("("):
            value = self._comparison()
            if not self._sign(")"):
                raise Unknown("")
            return value
        if self._next >= len(self._tokens):
            raise Unknown("")
        token = self._tokens[self._next]
        self._next += 1
        if token.kind == "number":
            return Decimal(token.text)
        if token.kind == "text":
            return token.text[1:-1].replace('""', '"')
        if token.kind == "area":
            return self._area(token)
        if token.kind == "name":
            return self._named(token.text.upper())
        raise Unknown("")

    def _area(self, token: _Token) -> object:
        sheet = token.sheet or self._sheet
        values = self._results.area(sheet, token.text, but_subtotals=self._subtotal)
        return values if ":" in token.text else values[0][0]

    def _named(self, name: str) -> object:
        if name in {"TRUE", "FALSE"}:
            if self._sign("("):
                self._sign(")")
            return name == "TRUE"
        name = name.removeprefix("_XLFN.")
        if not self._sign("("):
            raise Unknown("")
        if name == "IF":
            return self._choice()
        if name == "IFERROR":
            return self._rescue()
        outer, self._subtotal = self._subtotal, name == "SUBTOTAL"
        arguments = self._arguments()
        self._subtotal = outer
        known = FUNCTIONS.get(name)
        if known is None:
            raise Unknown("")
        return known(*arguments)

    def _arguments(self) -> list[object]:
        arguments: list[object] = []
        if self._sign(")"):
            return arguments
        while True:
            arguments.append(self._comparison())
            if self._sign(")"):
                return arguments
            if not self._sign(",", ";"):
                raise Unknown("")

    def _choice(self) -> object:
        """Compute only the branch that counts, as the other may be an error."""
        condition = truth(_single(self._comparison()))
        branches: list[object] = []
        while self._sign(",", ";"):
            if (len(branches) == 0) == condition:
                branches.append(self._comparison())
            else:
                self._pass_over()
                branches.append(None)
        if not self._sign(")"):
            raise Unknown("")
        index = 0 if condition else 1
        return branches[index] if index < len(branches) else False

    def _pass_over(self) -> None:
        depth = 0
        while self._next < len(self._tokens):
            token = self._tokens[self._next]
            if token.kind == "sign" and depth == 0 and token.text in {",", ";", ")"}:
                return
            depth += {"(": 1, ")": -1}.get(token.text, 0) if token.kind == "sign" else 0
            self._next += 1

    def _rescue(self) -> object:
        start = self._next
        try:
            value = self._comparison()
            failed = False
        except Unknown as unknown:
            if not unknown.error:
                raise
            value, failed = None, True
            self._next = start
            self._pass_over()
        if not self._sign(",", ";"):
            raise Unknown("")
        other: object = None
        if failed:
            other = self._comparison()
        else:
            self._pass_over()
        if not self._sign(")"):
            raise Unknown("")
        return other if failed else value


def _tokens(formula: str) -> Iterator[_Token]:
    place = 0
    text = formula.rstrip()
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None:
            raise Unknown("")
        place = match.end()
        kind = match.lastgroup or "sign"
        sheet = (match["sheet"] or "")[:-1]
        if sheet.startswith("'"):
            sheet = sheet[1:-1].replace("''", "'")
        if "[" in sheet:
            raise Unknown("")
        yield _Token(kind, match[kind], sheet)


def _single(value: object) -> Value:
    """Return one value; a range where one value is wanted is beyond us."""
    if isinstance(value, tuple):
        if len(value) == 1 and len(value[0]) == 1:
            single: Value = value[0][0]
            return single
        raise Unknown("")
    return value  # type: ignore[return-value]


def _divided(left: Decimal, right: Decimal) -> Decimal:
    if right == 0:
        raise Unknown("#DIV/0!")
    return _EXACT.divide(left, right)


def _pairwise(operation: Callable[[Decimal, Decimal], Decimal], left: object, right: object) -> object:
    """Apply an operation cell by cell, as SUMPRODUCT does with ranges."""
    shape = left if isinstance(left, tuple) else right
    if not isinstance(shape, tuple):
        raise Unknown("")
    rows, columns = len(shape), len(shape[0])
    a, b = (_spread(value, rows, columns) for value in (left, right))
    return tuple(tuple(operation(number(a[r][c]), number(b[r][c])) for c in range(columns)) for r in range(rows))


def _spread(value: object, rows: int, columns: int) -> tuple[tuple[object, ...], ...]:
    if not isinstance(value, tuple):
        return tuple((value,) * columns for _ in range(rows))
    if len(value) != rows or len(value[0]) != columns:
        raise Unknown("#VALUE!")
    return value


def _compared(sign: str, left: Value, right: Value) -> bool:
    a, b = _comparable(left, right)
    return {"=": a == b, "<>": a != b, "<": a < b, ">": a > b, "<=": a <= b, ">=": a >= b}[sign]


def _comparable(left: Value, right: Value) -> tuple[tuple[int, object], tuple[int, object]]:
    """Return keys in a spreadsheet's order: numbers before texts before truth values."""
    blank: Value = "" if isinstance(left or right, str) else Decimal(0)
    return _key(blank if left is None else left), _key(blank if right is None else right)


def _key(value: Value) -> tuple[int, object]:
    if isinstance(value, bool):
        return 2, value
    if isinstance(value, str):
        return 1, value.casefold()
    return 0, number(value)


def _written(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, Decimal):
        text = f"{_SHOWN.plus(value):f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return str(value)
