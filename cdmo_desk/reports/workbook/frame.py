"""Where a sheet of workings keeps what every formula needs: the rows of its time block and of its volumes."""

from collections.abc import Callable
from dataclasses import dataclass, field

from xlsxwriter.utility import xl_col_to_name

Formula = Callable[[str], str]
"""The formula of a quarter, given the letters of its column."""

TERM, TYPE, CATEGORY, GROUP, MONEY, SCOPE, HOW, TOTAL, FIRST = range(9)
"""The columns of a sheet of workings: what a row is, its total in the case's currency, then the quarters."""
QUARTER, YEAR, ESCALATION, EXCHANGE, GROWTH, OUR_DISCOUNT, THEIR_DISCOUNT, SUPPLIED = range(4, 12)
"""The rows of the time block, counted from 0."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The rows of one offer's workings; `taken` and `priced` say where a supply term's batches and prices stand.

    The legs of priced work come first, up to `last_priced`.
    """

    quarters: int
    taken: dict[str, int] = field(default_factory=dict)
    priced: dict[str, int] = field(default_factory=dict)
    first_leg: int = 0
    last_leg: int = 0
    last_priced: int = -1

    def at(self, row: int, column: str) -> str:
        """Return the address of a row (from 0) in a quarter's column."""
        return f"{column}${row + 1}"

    def quarter(self, column: str) -> str:
        """Return the address of the quarter's number."""
        return self.at(QUARTER, column)

    def grown(self, column: str, escalates: bool) -> str:
        """Return the factor of escalation, as ending of a product; nothing where prices stay."""
        return f"*{self.at(ESCALATION, column)}" if escalates else ""

    @property
    def columns(self) -> list[str]:
        """Return the letters of the quarters' columns."""
        return [xl_col_to_name(FIRST + quarter) for quarter in range(self.quarters)]

    def legs(self, column: int | str) -> str:
        """Return the range of the legs in a column, given by its place or its letters."""
        letters = column if isinstance(column, str) else f"${xl_col_to_name(column)}"
        return f"{letters}${self.first_leg + 1}:{letters}${self.last_leg + 1}"

    def priced_work(self, column: str) -> str:
        """Return a formula that adds up a quarter's priced work, which stands first among the legs."""
        if self.last_priced < self.first_leg:
            return "0"
        return f"SUM({column}${self.first_leg + 1}:{column}${self.last_priced + 1})"

    def sum_of(self, column: str, **wanted: str) -> str:
        """Return a formula that adds the legs of a quarter up that are of a group and in a currency."""
        places = {"group": GROUP, "money": MONEY}
        asked = "".join(f',{self.legs(places[name])},"{value}"' for name, value in wanted.items())
        return f"SUMIFS({self.legs(column)}{asked})"
