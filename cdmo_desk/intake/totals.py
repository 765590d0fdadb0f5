"""Stated sums against the lines they cover, and summaries that only repeat what other tables hold."""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import takewhile

from cdmo_desk.intake import words
from cdmo_desk.intake.draft import Draft, Event, Notes, Sum
from cdmo_desk.intake.phrases import found, plain
from cdmo_desk.intake.quote import StatedTotal

_CENT = Decimal("0.005")
_COUNTED = ("priced", "pass_through")
_MOST = 0.6
_NEAR = 40

Read = tuple[str, list[Event]]


def without_summaries(tables: Sequence[list[Event]]) -> list[list[Event]]:
    """Return the tables with the lines of summaries turned into sums of what they repeat."""
    return [_as_summary(events, [t for t in tables if t is not events]) for events in tables]


def _as_summary(events: list[Event], others: Sequence[list[Event]]) -> list[Event]:
    """Turn a table's lines into sums, if most of them repeat a group of lines elsewhere."""
    lines = [e for e in events if isinstance(e, Draft)]
    priced = [d for d in lines if d.amount is not None]
    if not priced or any(d.quantity not in (None, 1) and d.unit_price is not None for d in priced):
        return events
    groups = _groups(others)
    if not groups or len(groups) < 1:
        return events
    matches: dict[int, tuple[Draft, ...]] = {}
    exact = 0
    used: set[int] = set()
    for draft in priced:
        group, same = _match(draft, groups, used)
        if group:
            matches[id(draft)] = group
            used.add(id(group))
            exact += same
    formal = found(" ".join((lines[0].table.title or "", lines[0].sheet)), words.SUMMARY)
    enough = len(matches) >= max(1, len(priced) * _MOST) and exact >= max(1, len(matches) * (0.3 if formal else 0.5))
    if not enough or (len(matches) == 1 and not formal and exact < len(priced)) or _bigger(events, others):
        return events
    return [
        _summed(e, matches) if isinstance(e, Draft) and id(e) in matches else e
        for e in events
        if not _is_echo(e, matches, groups)
    ]


def _bigger(events: list[Event], others: Sequence[list[Event]]) -> bool:
    """Say whether a table has more lines than the rest of the file: then it is what others summarise."""
    rest = sum(1 for events_ in others for e in events_ if isinstance(e, Draft))
    return sum(1 for e in events if isinstance(e, Draft)) > rest


def _is_echo(
    event: Event, matches: dict[int, tuple[Draft, ...]], groups: Sequence[tuple[str, tuple[Draft, ...]]]
) -> bool:
    """Say whether an unpriced line of a summary only names a group that has its own lines."""
    if (
        not isinstance(event, Draft)
        or event.amount is not None
        or id(event) in matches
        or event.basis not in {"tbd", "included"}
    ):
        return False
    return any(_alike(event.description, name) for name, _ in groups)


def _groups(others: Sequence[list[Event]]) -> list[tuple[str, tuple[Draft, ...]]]:
    """Return the groups of lines that a summary may repeat: by section, by table, by sheet."""
    groups: dict[tuple[str, str], list[Draft]] = {}
    for place, events in enumerate(others):
        for draft in (e for e in events if isinstance(e, Draft)):
            groups.setdefault((f"section {place}", draft.section or ""), []).append(draft)
            groups.setdefault((f"table {place}", draft.table.title or draft.sheet), []).append(draft)
            groups.setdefault(("sheet", draft.sheet), []).append(draft)
    return [(name, tuple(drafts)) for (_, name), drafts in groups.items() if name]


def _match(
    draft: Draft, groups: Sequence[tuple[str, tuple[Draft, ...]]], used: set[int]
) -> tuple[tuple[Draft, ...] | None, bool]:
    """Return the group that a summary's line repeats, and whether the amounts are the same."""
    if draft.amount is None:
        return None, False
    same = [(name, g) for name, g in groups if _equal(draft.amount, g, draft.step) and id(g) not in used]
    if same:
        return max(same, key=lambda pair: _alike(draft.description, pair[0]))[1], True
    alike = [(name, g) for name, g in groups if _alike(draft.description, name) and len(g) > 1 and id(g) not in used]
    return (alike[0][1], False) if alike else (None, False)


def _equal(stated: Decimal, group: Sequence[Draft], step: Decimal) -> bool:
    if not any(d.amount is not None for d in group):
        return False
    return any(
        _agrees(stated, chosen, step)
        for chosen in (_of(group, *_COUNTED), _of(group, "optional"), _of(group, "priced"))
        if chosen
    )


_NUMBERED = re.compile(
    r"^(?:(?:section|abschnitt|work package|wp|ap|arbeitspaket|lot|phase|part|fase)?\s?(?:\d+(?: \d+)*|[a-z])\s)"
)


def _alike(label: str, name: str) -> bool:
    """Say whether a summary's label names a group, whatever its numbering."""
    a, b = (_NUMBERED.sub("", plain(text)) for text in (label, name))
    return bool(a) and bool(b) and (a == b or (len(a) > 5 and (a in b or b in a) and len(b) > 5))  # noqa: PLR2004 - a name's length


def _summed(draft: Draft, matches: dict[int, tuple[Draft, ...]]) -> Event:
    cell = draft.table.sheet.at(draft.row, draft.table.columns["amount"] or draft.table.columns["unit_price"] or 0)
    if cell is None or draft.amount is None or draft.decided:
        return draft
    return Sum(
        draft.table,
        draft.sheet,
        cell,
        draft.description,
        draft.amount,
        "summary",
        draft.currency,
        draft.step,
        draft.section,
        group=matches[id(draft)],
    )


def reconcile(tables: Sequence[list[Event]], loose: Sequence[Sum], notes: Notes) -> tuple[StatedTotal, ...]:
    """Compare every stated sum with the lines it may cover, and warn of those that no lines add up to."""
    lines = [e for events in tables for e in events if isinstance(e, Draft)]
    counted = [*lines]
    totals = []
    for events in tables:
        for place, event in enumerate(events):
            if isinstance(event, Sum):
                totals.append(_judged(event, _candidates(events, place, counted), notes))
    totals.extend(_judged(event, [counted], notes) for event in loose)
    return tuple(totals)


def _judged(event: Sum, candidates: Iterable[Sequence[Draft]], notes: Notes) -> StatedTotal:
    near: Decimal | None = None
    for chosen in candidates:
        if chosen and _covers(event, chosen):
            return StatedTotal(event.sheet, event.cell.address, event.label, event.stated, True, event.stated)
        total = sum((d.amount for d in _of(chosen, *_COUNTED) if d.amount is not None), Decimal(0))
        if chosen and (near is None or abs(total - event.stated) < abs(near - event.stated)):
            near = total
    text = f"“{event.label[:60]}” states {event.stated:f}, which is not the sum of its lines."
    notes.warn("total_mismatch", event.cell.address, text, event.sheet)
    return StatedTotal(event.sheet, event.cell.address, event.label, event.stated, False, near)


def _candidates(events: list[Event], place: int, everything: list[Draft]) -> Iterator[Sequence[Draft]]:
    """Go through the sets of lines that a sum may cover, the likeliest first."""
    event = events[place]
    if isinstance(event, Sum) and event.kind in {"total", "carried", "part"}:
        since = takewhile(lambda other: isinstance(other, Draft), reversed(events[:place]))
        yield [e for e in since if isinstance(e, Draft)][::-1]
    if isinstance(event, Sum) and event.kind == "summary":
        yield event.group
        return
    before = [e for e in events[:place] if isinstance(e, Draft)]
    after = [e for e in events[place + 1 :] if isinstance(e, Draft)]
    if isinstance(event, Sum) and event.kind == "head":
        yield from (after[:end] for end in range(1, len(after) + 1))
        return
    if isinstance(event, Sum) and event.kind == "carried":
        own = {id(d) for d in (*before, *after)}
        first = next((n for n, d in enumerate(everything) if id(d) in own), len(everything))
        yield [*everything[:first], *before]
    sums = [n for n in range(place) if isinstance(events[n], Sum)]
    starts = [n for n, d in enumerate(before) if n == 0 or d.section != before[n - 1].section]
    yield from (before[start:] for start in (*starts[:1], *starts[1:][-_NEAR:]))
    yield from ([e for e in events[n + 1 : place] if isinstance(e, Draft)] for n in (*sums[:1], *sums[1:][-_NEAR:]))
    own = {id(d) for d in (*before, *after)}
    yield [*(d for d in everything if id(d) not in own and _stands_before(d, event)), *before]
    yield everything
    yield [d for d in everything if d.sheet == event.sheet]
    yield [*before, *after]
    if isinstance(event, Sum) and event.section is None and not before:
        yield after
    repeated = {id(d): d for e in events[:place] if isinstance(e, Sum) and e.kind == "summary" for d in e.group}
    yield [*repeated.values(), *before]


def _stands_before(draft: Draft, event: Event) -> bool:
    return isinstance(event, Sum) and (draft.sheet != event.sheet or draft.row < event.cell.row)


def _covers(event: Sum, chosen: Sequence[Draft]) -> bool:
    """Say whether a set of lines adds up to a sum: all that count, or those of the kind its label names."""
    if event.currency is not None:
        chosen = [d for d in chosen if d.currency in (None, event.currency)]
    if event.stated == 0 and not _of(chosen, *_COUNTED):
        return True
    named = [basis for basis, phrases in words.TOTALS_BY_BASIS.items() if found(event.label, phrases)]
    sets = [_of(chosen, *_COUNTED)]
    if all(d.basis in {"optional", "rate"} for d in chosen) or "optional" in named:
        sets.append(_of(chosen, "optional"))
    if "optional" in named and found(
        event.label, ("incl*", "including", "inkl*", "mit", "with", "plus", "and", "y compris", "con", "und")
    ):
        sets.append(_of(chosen, *_COUNTED, "optional"))
    sets += [_of(chosen, basis) for basis in named if basis != "optional"]
    return any(s and _agrees(event.stated, s, event.step) for s in sets)


def _of(drafts: Sequence[Draft], *basis: str) -> list[Draft]:
    return [d for d in drafts if d.amount is not None and d.basis in basis]


def _agrees(stated: Decimal, drafts: Sequence[Draft], step: Decimal) -> bool:
    """Say whether lines add up to a stated sum but for the rounding of what is shown."""
    total = sum((d.amount for d in drafts if d.amount is not None), Decimal(0))
    coarse = max([step, *(d.step for d in drafts)])
    rounding = _CENT * (len(drafts) + 1) + coarse / 2 * (len(drafts) + 1)
    if stated == stated.to_integral_value() and total != total.to_integral_value():
        rounding += Decimal("0.5")
    return abs(total - stated) <= rounding
