"""A line that a person let set a field of a term: the term takes its figure, and keeps its cell."""

from collections.abc import Mapping
from typing import Any

from cdmo_desk.intake.becoming_lines import SETS, number, price
from cdmo_desk.intake.becoming_state import Choice, Entry, State

Plain = dict[str, Any]
NO_PRICE = "it has no price that could set a field"


def setting(offer: Mapping[str, Any], state: State) -> Plain:
    """Return an offer whose terms take the figures of the lines that a person chose for their fields."""
    entries = {entry.id: entry for entry in state.entries}
    chosen = {name: choice for name, choice in state.choices.items() if choice.term and choice.field}
    terms = {term["id"]: dict(term) for term in offer["terms"] if term.get("id") is not None}
    lines = []
    for line in offer["lines"]:
        choice, entry = chosen.get(line["id"]), entries.get(line["id"])
        is_free = line.get("becomes", {}).get("set_aside") == SETS  # a terms sheet has not taken it
        if choice is None or entry is None or not is_free or choice.term not in terms:
            lines.append(line)
        elif _set(terms[choice.term], choice, entry):
            lines.append({**line, "becomes": {"term": choice.term, "field": choice.field}})
        else:
            lines.append({**line, "becomes": {"set_aside": NO_PRICE}})
    return {**offer, "terms": [terms.get(term.get("id"), term) for term in offer["terms"]], "lines": lines}


def _set(term: Plain, choice: Choice, entry: Entry) -> bool:
    """Put the price of a line into a field; an estimate keeps its shape around the new figure where it still holds."""
    figure = price(entry.line)
    if figure is None:
        return False
    field = str(choice.field)
    term[field] = around(term.get(field), number(figure))
    cell = entry.line.cells.get("unit_price") or entry.line.cells.get("amount") or ""
    source = {"file": entry.file, "sheet": entry.line.sheet, "cell": cell}
    term["sources"] = {**term.get("sources", {}), field: [source]}
    return True


def around(value: Any, likely: float) -> Any:  # noqa: ANN401 - plain JSON
    """Return an estimate with another likely value; only that value where its range no longer holds it."""
    if isinstance(value, dict):
        low, high = value.get("low"), value.get("high")
        holds = isinstance(low, int | float) and isinstance(high, int | float) and low <= likely <= high
        return {**value, "likely": likely} if holds else likely
    if isinstance(value, list) and len(value) == 3 and value[0] <= likely <= value[2]:  # noqa: PLR2004 - low to high
        return [value[0], likely, value[2]]
    return likely
