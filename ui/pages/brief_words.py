"""What the page Brief says of a brief: what is missing, what has a source, what was refused."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from cdmo_desk.field import columns
from cdmo_desk.problem import Problem
from cdmo_desk.programme.brief import Brief
from cdmo_desk.speech import counted, marked, say
from ui.forms.estimates import parts_of
from ui.forms.numerals import Numerals

ASSUMED = (
    "discount_rate",
    "budget",
    "needed_month",
    "slip_quarters",
    "cost_of_delay_per_month",
    "shortfall_cost_per_unit",
    "demand_correlation",
    "demand",
    "net_sales",
    "gates",
    "scope",
    "fx",
    "fx_correlation",
    "cpi",
    "sponsor_inflation",
)
"""The inputs that somebody has to answer for."""
NEEDED = {"demand": marked("demand"), "gates": marked("gates"), "scope": marked("scope")}


def sentence(brief: Mapping[str, Any]) -> tuple[str, str]:
    """Return what is missing, and how many assumptions have a source."""
    from cdmo_desk.sheets.naming import listed  # noqa: PLC0415 - loads what only figures need

    missing = [say(words) for name, words in NEEDED.items() if not has_value(brief, name)]
    first = ""
    if missing:
        said = listed(missing)
        said = said[:1].upper() + said[1:]
        is_one = len(missing) == 1 and missing[0] != say("gates")
        first = say("{parts} is empty.", parts=said) if is_one else say("{parts} are empty.", parts=said)
    stated = [name for name in ASSUMED if has_value(brief, name)]
    sourced = [name for name in stated if source_of(brief, name) is not None]
    second = counted(
        "{sourced} of {n} assumption has a source.",
        "{sourced} of {n} assumptions have a source.",
        len(stated),
        sourced=len(sourced),
    )
    return first or say("Everything a comparison needs is there."), second


def has_value(brief: Mapping[str, Any], name: str) -> bool:
    """Say whether a field states anything; a demand of nothing is nothing."""
    value = brief.get(name)
    if name in ("demand", "net_sales"):
        return any(any(part or 0 for part in parts_of(year)) for year in value or ())
    return value is not None and value not in ([], {})


def source_of(brief: Mapping[str, Any], name: str) -> Mapping[str, Any] | None:
    """Return what is known of where a field comes from; rates of exchange name theirs themselves."""
    found = entry_of(brief, name)
    if found is not None and found.get("source"):
        return found
    rates = brief.get("fx") or {}
    if name == "fx" and rates and all(rate.get("source") for rate in rates.values()):
        return {"source": "; ".join(dict.fromkeys(str(rate["source"]) for rate in rates.values()))}
    return None


def entry_of(brief: Mapping[str, Any], name: str) -> Mapping[str, Any] | None:
    """Return the entry for a path, with or without the case before it."""
    entries = brief.get("assumptions") or ()
    return next((entry for entry in entries if str(entry.get("path", "")).removeprefix("case.") == name), None)


def with_source(brief: Mapping[str, Any], name: str, key: str, value: Any) -> dict[str, Any]:  # noqa: ANN401 - plain JSON
    """Return a brief in which a field's source, owner or date is another; an entry that says nothing goes."""
    made = dict(brief)
    entries = [dict(entry) for entry in brief.get("assumptions") or ()]
    found = next((entry for entry in entries if str(entry.get("path", "")).removeprefix("case.") == name), None)
    if found is None:
        found = {"path": name}
        entries.append(found)
    if value in (None, ""):
        found.pop(key, None)
    else:
        found[key] = value
    if set(found) <= {"path"}:
        entries.remove(found)
    made["assumptions"] = entries
    if not entries:
        made.pop("assumptions")
    return made


def sources(brief: Mapping[str, Any], numerals: Numerals) -> dict[str, str]:
    """Return for each field with a source what is known of it, in words."""
    made = {}
    for name in ASSUMED:
        found = source_of(brief, name)
        if found is not None:
            day = numerals.show_date(found["date"]) if found.get("date") else ""
            said = ", ".join(part for part in (found["source"], found.get("owner"), day) if part)
            made[name] = say("Source: {source}", source=said)
    return made


def refusal(problems: Sequence[Problem], name: str) -> str:
    """Return why a field was refused: its own problems, else what it would break elsewhere."""
    place = f"case.{name}"
    own = [problem for problem in problems if re.match(rf"{re.escape(place)}(?:$|[.\[])", problem.place)]
    return " ".join(_said(problem, place) for problem in own) if own else " ".join(_elsewhere(problems))


def title_of(name: str) -> str:
    """Return what a field of the brief is called."""
    return next((say(column.says.label) for column in columns(Brief) if column.name == name), name)


def _said(problem: Problem, place: str) -> str:
    rest = problem.place.removeprefix(place)
    match = re.match(r"\[(\d+)\]\.?(\w*)", rest)
    where = say("Row {n}", n=int(match.group(1)) + 1) if match else ""
    field = match.group(2) if match else rest.strip(".")
    words = " ".join(part for part in (where, field.replace("_", " ")) if part)
    says = problem.says.rstrip(".")
    return f"{words}: {says}." if words else f"{says[:1].upper()}{says[1:]}."


def _elsewhere(problems: Iterable[Problem]) -> Iterable[str]:
    for number, problem in enumerate(problems):
        if number == 2:  # noqa: PLR2004 - two say enough
            yield say("And more.")
            return
        parts = [part for part in re.split(r"[.]", problem.place.removeprefix("case.")) if part]
        where = ", ".join(re.sub(r"\[(\d+)\]", lambda m: f" {int(m.group(1)) + 1}", part) for part in parts)
        where = where.replace("_", " ")
        says = problem.says.rstrip(".")
        yield f"{where[:1].upper()}{where[1:]}: {says}." if where else f"{says}."
