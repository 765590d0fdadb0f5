"""What each column of a table holds: by its heading, and by what stands in it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from cdmo_desk.intake import words
from cdmo_desk.intake.basis import declared
from cdmo_desk.intake.cells import Cell
from cdmo_desk.intake.currency import named
from cdmo_desk.intake.headings import PART, Heading, unit_in
from cdmo_desk.intake.numbers import lex
from cdmo_desk.intake.phrases import found, plain, whole
from cdmo_desk.intake.proofs import counting
from cdmo_desk.intake.table import CODE, Columns

_MOST = 0.6
_SOME = 0.3
_WIDE = 12
_STATES = tuple(p for basis in ("included", "tbd", "excluded", "pass_through") for p in words.BASIS[basis])
_NEVER = -100.0
_BESIDES = (*words.INFORMATION_ONLY, *words.SUBTOTAL_HEADS)
_REPEATED = 20.0
_COUNTED = 0.9
_CODE_LENGTH = 3
_CHARGED = (
    "charg*", "billing*", "pricing basis", "price basis", "fee basis", "preisbasis", "base de prix", "base de precio",
    "abrechnung*", "berechnung*", "facturation", "facturacion",
    "fatturazione", "billed",
)  # fmt: skip
_FLAGS = frozenset({"yes", "no", "y", "n", "ja", "nein", "oui", "non", "si", "x", "true", "false", "✓", "✔"})


@dataclass(frozen=True, slots=True)
class _Content:
    """What stands in a column: shares of numbers, codes and states, and how long its texts are."""

    filled: int = 0
    numbers: float = 0
    codes: float = 0
    states: float = 0
    pure: float = 0
    flags: float = 0
    length: float = 0
    distinct: float = 1
    currencies: float = 0
    rows: frozenset[int] = frozenset()

    @property
    def words(self) -> float:
        """Return the share of cells that are neither number nor state."""
        return max(0.0, 1 - self.numbers - self.states)


def assigned(
    headings: Sequence[Heading], unheaded: Sequence[Heading], body: Sequence[Cell], *, rated: bool = False
) -> tuple[Columns, tuple[Heading, ...]]:
    """Return which column holds what, and the headings with those of columns that had none.

    `rated` says that the table is a rate card by its title: then all figures are rates where none is headed as a price.
    """
    every = tuple(sorted((*headings, *unheaded), key=lambda h: h.column))
    cells: dict[int, list[Cell]] = defaultdict(list)
    for cell in body:
        cells[cell.column].append(cell)
    content = {h.column: _content(cells[h.column]) for h in every}
    roles: dict[str, int] = {}
    _name_description(every, content, roles)
    years = tuple(h for h in every if h.is_year and h.column not in roles.values() and _is_money(content[h.column]))
    tiers = tuple(
        h
        for h in every
        if h.is_tier
        and not h.is_year
        and not _named(h)
        and h.column not in roles.values()
        and _is_money(content[h.column])
    )
    stepped = {h.column for h in (*years, *tiers)} if len(years) + len(tiers) > 1 else set()
    _name_others(_in_one_currency(every, content), content, roles, stepped)
    _settle_prices(every, content, roles)
    _fill_gaps(every, content, roles, stepped)
    if rated and not {"unit_price", "amount"} & roles.keys():
        roles.pop("quantity", None)
        partly = {h.column for h in every if h.roles.get("ignored", 0) < PART and content[h.column].numbers > _MOST}
        for role in [r for r, column in roles.items() if r.startswith("ignored") and column in partly]:
            del roles[role]
    if len(years) + len(tiers) <= 1:
        years = ()
        tiers = _rates(every, content, roles)
    if not years and not tiers and not {"unit_price", "amount"} & roles.keys():
        tiers = tuple(
            h for h in every if h.column not in roles.values() and h.own and content[h.column].numbers > _MOST
        )
        if len(tiers) == 1:
            roles["amount"] = tiers[0].column
            tiers = ()
    if not years:
        counted = counting(roles, cells)
        if counted is not None:
            behind = roles.get("number", 0) > roles.get("description", counted)
            for role in [r for r, column in roles.items() if column == counted or (r == "number" and behind)]:
                del roles[role]
            roles["quantity"], tiers = counted, ()
    return Columns(roles, years, tiers), every


def _rates(every: Sequence[Heading], content: dict[int, _Content], roles: dict[str, int]) -> tuple[Heading, ...]:
    """Return the columns of rates by the hour, the day and such, where a table has several and nothing else to pay."""
    if {"amount", "quantity"} & roles.keys():
        return ()
    rates = [h for h in every if h.roles.get("unit_price", 0) > PART and content[h.column].numbers >= _MOST]
    units = {plain(unit_in(h.own) or "") for h in rates}
    if len(rates) < 2 or len(units) < len(rates) or "" in units:  # noqa: PLR2004 - one is the price of a unit
        return ()
    roles.pop("unit_price", None)
    return tuple(rates)


def _named(heading: Heading) -> bool:
    """Say whether a heading names a field in full, whatever number it has in it."""
    return any(
        fit > PART and role in {"unit_price", "amount", "quantity", "description"}
        for role, fit in heading.roles.items()
    )


def _content(cells: list[Cell]) -> _Content:
    filled = [c for c in cells if c.text or c.value is not None or c.error or c.computed]
    if not filled:
        return _Content()
    total = len(filled)
    numeric = sum(1 for c in filled if _numeric(c))
    codes = sum(1 for c in filled if CODE.fullmatch(c.shown))
    states = sum(1 for c in filled if c.text and (c.text in {"-", "–", "—"} or whole(c.text, _STATES)))
    pure = sum(1 for c in filled if c.number is not None or (c.text and (n := lex(c.text)) and not n.rest))
    flags = sum(1 for c in filled if plain(c.shown) in _FLAGS)
    length = sum(len(c.text) for c in filled) / total
    return _Content(
        total,
        numeric / total,
        codes / total,
        states / total,
        pure / total,
        flags / total,
        length,
        len({c.shown for c in filled}) / total,
        sum(1 for c in filled if c.text and len(c.text) <= _CODE_LENGTH and named(c.text)) / total,
        frozenset(c.row for c in filled),
    )


def _numeric(cell: Cell) -> bool:
    if cell.number is not None or cell.error or cell.computed:
        return True
    numeral = lex(cell.text) if cell.text else None
    return numeral is not None and len(numeral.rest) <= _WIDE


def _is_money(content: _Content) -> bool:
    return content.filled == 0 or content.numbers + content.states >= _MOST


def _name_description(every: Sequence[Heading], content: dict[int, _Content], roles: dict[str, int]) -> None:
    """Find the column of descriptions first: all else stands around it."""
    best, column = 0.0, None
    for heading in every:
        seen = content[heading.column]
        fit = heading.roles.get("description", 0) * 10
        if not fit or seen.codes >= _MOST or (seen.filled and seen.numbers >= _MOST):
            continue
        fit += min(5.0, seen.length / 6) + min(3.0, seen.filled / 10) - _REPEATED * (1 - seen.distinct)
        if fit > best:
            best, column = fit, heading.column
    if column is None:
        texts = [
            h
            for h in every
            if content[h.column].words >= _MOST and content[h.column].codes < _MOST and not _other_text(h)
        ]
        column = max(texts, key=lambda h: (content[h.column].length, -h.column)).column if texts else None
    if column is None and every and content[every[0].column].filled and content[every[0].column].codes < 1:
        column = every[0].column
    if column is not None:
        roles["description"] = column


def _other_text(heading: Heading) -> bool:
    """Say whether a heading names another column of texts."""
    return any(heading.roles.get(role, 0) > 1 for role in ("note", "unit", "basis", "currency"))


def _in_one_currency(every: Sequence[Heading], content: dict[int, _Content]) -> list[Heading]:
    """Return the headings without prices that repeat others in a second currency, sum up a section or only inform."""
    kept: list[Heading] = []
    priced = [h for h in every if h.roles.keys() & {"unit_price", "amount", "price"}]
    first = next((h for h in priced if named(h.text)), None)
    for heading in every:
        other = first is not None and heading in priced and named(heading.text) not in {None, named(first.text)}
        repeats = other and first is not None and content[heading.column].rows & content[first.column].rows
        informs = heading in priced and found(heading.text, _BESIDES) is not None
        if not repeats and not (informs and len(priced) > 1):
            kept.append(heading)
    return kept


def _name_others(
    every: Sequence[Heading], content: dict[int, _Content], roles: dict[str, int], stepped: set[int]
) -> None:
    """Give each role its best column, the surest first."""
    taken = {roles.get("description"), *stepped}
    wishes = [
        (
            fit * 10 + _suits(role, content[h.column], h.column, roles),
            -h.column if role != "amount" else h.column,
            role,
            h.column,
        )
        for h in every
        for role, fit in h.roles.items()
        if role != "description"
    ]
    wishes += [
        (PART * 10, -h.column, "basis", h.column)
        for h in every
        if content[h.column].flags >= _MOST and h.own and declared("x", h.own) is not None
    ]
    wishes += [
        (h.roles["unit"] * 10 - 1, -h.column, "quantity", h.column)
        for h in every
        if "unit" in h.roles and content[h.column].numbers >= _MOST
    ]
    wishes += [
        (h.roles["unit"] * 10 - 2, -h.column, "unit_price", h.column)
        for h in every
        if "unit" in h.roles and content[h.column].pure >= _MOST
    ]
    numberings = [h.column for h in every if "number" in h.roles and content[h.column].codes >= _MOST]
    wishes += [
        (PART * 10, -column, "quantity", column)
        for column in numberings[1:]
        if column > roles.get("description", column) and content[column].numbers >= _MOST
    ]
    for score, _, role, column in sorted(wishes, reverse=True):
        several = role in {"price", "ignored", "detail"}
        if score <= 0 or column in taken or (role in roles and not several):
            continue
        key = f"{role} {column}" if several else role
        roles[key] = column
        taken.add(column)


def _suits(role: str, seen: _Content, column: int, roles: dict[str, int]) -> float:
    """Return how well what stands in a column suits a role: negative where it speaks against it."""
    if not seen.filled:
        return 0.0 if role != "number" else -3.0
    before = column < roles.get("description", column + 1)
    if role == "number":
        if seen.codes >= _MOST:
            return 9.0 if before else 2.0
        return _NEVER if seen.length > _CODE_LENGTH and seen.codes < _SOME else -2.0
    if role == "quantity":
        return (3.0 - (5 if before and seen.codes >= _MOST else 0)) if seen.numbers >= _SOME else -15.0 - seen.length
    if role in {"unit_price", "amount", "price"}:
        return 4.0 if seen.numbers + seen.states >= _MOST else (0.0 if seen.words < _MOST else _NEVER)
    if role in {"unit", "currency", "basis", "section"}:
        return _suits_words(role, seen, before=before)
    if role in {"note", "detail"}:
        return -8.0 if seen.numbers >= _MOST and seen.filled > 2 else 0.0  # noqa: PLR2004
    return -1.0


def _suits_words(role: str, seen: _Content, *, before: bool) -> float:
    """Return how well what stands in a column suits a role of words: such a unit as `1.000 pcs` too, in many rows."""
    if role == "unit" and seen.pure < _SOME and seen.filled > 1 and seen.distinct * 2 <= 1:
        return 1.0
    counted = role == "section" and before and seen.codes >= _MOST and seen.distinct >= _COUNTED
    against = _NEVER if role == "unit" and seen.pure >= _MOST else -15.0
    return 1.0 if seen.numbers < _MOST and not counted else against


def _settle_prices(every: Sequence[Heading], content: dict[int, _Content], roles: dict[str, int]) -> None:
    """Decide what a heading that only says `price` means, by the prices beside it."""
    plain_prices = sorted(column for role, column in roles.items() if role.startswith("price "))
    for role in [r for r in roles if r.startswith("price ")]:
        del roles[role]
    if plain_prices and "amount" not in roles and "unit_price" not in roles:
        if len(plain_prices) > 1:
            roles["unit_price"] = plain_prices[0]
        roles["amount"] = plain_prices[-1]
    elif plain_prices and "amount" not in roles:
        roles["amount"] = plain_prices[-1]
    elif plain_prices and "unit_price" not in roles:
        roles["unit_price"] = plain_prices[0]
    amounts = [h.column for h in every if h.roles.get("amount", 0) > 1 and content[h.column].numbers >= _SOME]
    if "quantity" not in roles and len(amounts) > 1 and roles.get("amount") == amounts[-1]:
        first = amounts[0]
        known = {c for r, c in roles.items() if not r.startswith(("ignored", "detail"))}
        if first not in known and first < roles.get("unit_price", roles["amount"]):
            roles["quantity"] = first
    price, amount = roles.get("unit_price"), roles.get("amount")
    if price and amount and price > amount and "quantity" not in roles and not content[price].filled:
        del roles["unit_price"]


def _fill_gaps(
    every: Sequence[Heading], content: dict[int, _Content], roles: dict[str, int], stepped: set[int]
) -> None:
    """Use the columns left over: numbering without a heading, and the one text that remarks on the line."""
    taken = {*roles.values(), *stepped}
    free = [h for h in every if h.column not in taken and content[h.column].filled]
    for heading in free:
        seen = content[heading.column]
        if (
            "number" not in roles
            and seen.codes >= _MOST
            and heading.column < roles.get("description", 0)
            and not heading.own
        ):
            roles["number"] = heading.column
    for heading in free:
        if "currency" not in roles and heading.column not in roles.values() and content[heading.column].currencies == 1:
            roles["currency"] = heading.column
    if "section" not in roles:
        _find_sections(every, content, roles, stepped)
    if "note" in roles:
        return
    details = sorted(column for role, column in roles.items() if role.startswith("detail "))
    texts = [
        h.column
        for h in free
        if h.column not in roles.values() and content[h.column].pure < _SOME and content[h.column].states < _MOST
    ]
    basis = roles.get("basis")
    if basis and content[basis].flags < _SOME and ("unit" in roles or not _charging(every, basis)):
        details.append(basis)
    after = [c for c in (*details, *texts) if c > roles.get("description", 0)]
    if after:
        roles["note"] = max(after, key=lambda c: (c in details and c != basis, c == basis, c))


def _find_sections(
    every: Sequence[Heading], content: dict[int, _Content], roles: dict[str, int], stepped: set[int]
) -> None:
    """Take a column of names left of the descriptions, that stand once for several lines or again and again."""
    described = roles.get("description", 0)
    details = {column for role, column in roles.items() if role.startswith("detail ")}
    taken = {*roles.values(), *stepped} - details
    for heading in every:
        seen = content[heading.column]
        few = seen.filled * 2 <= content[described].filled or seen.distinct <= _MOST if described else False
        named = heading.own and heading.column < described and heading.column not in taken
        if named and seen.filled > 1 and few and seen.words >= _MOST and seen.codes < _MOST:
            for role in [r for r, column in roles.items() if column == heading.column]:
                del roles[role]
            roles["section"] = heading.column
            return


def _charging(every: Sequence[Heading], column: int) -> bool:
    """Say whether a column of bases says by what the line is charged, so that it may stand for the unit."""
    text = next((h.text for h in every if h.column == column), "")
    return found(text, _CHARGED) is not None


def charging_unit(every: Sequence[Heading], roles: dict[str, int]) -> int | None:
    """Return the column whose charging basis stands for the missing unit."""
    basis = roles.get("basis")
    return basis if basis and "unit" not in roles and _charging(every, basis) else None
