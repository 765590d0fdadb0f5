"""What if: a case with some of its inputs changed, each named by its path in the case document.

A path is written as problems write it: `case.discount_rate`, `case.demand[2]`, `offers[1].terms[3].price`. In place of
a position an item may be named by its id, name or type: `case.gates[Approval].probability`,
`offers[hybrid].terms[per_batch].tiers[0].price`, `case.scope[tt].estimate`; `case.` may be left out. A changed value is
plain JSON, or `{"times": 1.2}`, which multiplies every number below the path.
"""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from re import fullmatch
from typing import Any

from cdmo_desk import document
from cdmo_desk.document import Case
from cdmo_desk.problem import Problem, Refused, refuse, shown
from cdmo_desk.speech import say

NAMES = ("id", "name", "type", "category", "path", "criterion")
TIMES = "times"


def changed(case: Case, changes: Mapping[str, Any]) -> Case:
    """Return the case with changes to its document, read anew; raises `Refused` with all that is wrong with them."""
    plain = deepcopy(case.document)
    problems: list[Problem] = []
    for path, value in changes.items():
        try:
            _put(plain, path, value)
        except Refused as refused:
            problems += refused.problems
    refuse(problems)
    made = document.read(plain)
    refuse(_invented(case, made, changes))
    return made


def _invented(case: Case, made: Case, changes: Mapping[str, Any]) -> Iterator[Problem]:
    """Give the changes that made up a field: a slip of the pen would else change nothing, silently."""
    odd = [found for found in made.warnings if found not in case.warnings]
    for path in changes:
        _, key = _at(made.document, path)
        if isinstance(key, str) and any(found.place.endswith(f".{key}") for found in odd):
            yield Problem(path, say("is not a known field"))


def scenario(case: Case, name: str) -> Case:
    """Return the case under one of its named scenarios; raises `Refused` if it has none of that name."""
    for found in case.brief.scenarios:
        if found.name == name:
            return changed(case, found.changes)
    known = ", ".join(found.name for found in case.brief.scenarios)
    if not known:
        raise Refused(say("The case has no scenario {name}; it has none at all.", name=shown(name)))
    raise Refused(say("The case has no scenario {name}; it has {known}.", name=shown(name), known=known))


def present_value(case: Case, path: str) -> Any:  # noqa: ANN401 - any JSON
    """Return what the document holds at a path, None where it holds nothing; raises `Refused` for a wrong path."""
    node, key = _at(case.document, path)
    if isinstance(node, list) and isinstance(key, int):
        return node[key]
    return node.get(key) if isinstance(node, dict) else None


def _put(plain: dict[str, Any], path: str, value: Any) -> None:  # noqa: ANN401 - any JSON
    node, key = _at(plain, path)
    if isinstance(value, dict) and set(value) == {TIMES}:
        here = node.get(key) if isinstance(node, dict) else node[key]
        factor = value[TIMES]
        if isinstance(factor, bool) or not isinstance(factor, int | float):
            raise Refused(Problem(path, say("is to be multiplied by {given}, which is no number", given=shown(factor))))
        value = _times(here, factor, path)
    node[key] = deepcopy(value)


def _times(node: Any, factor: float, path: str) -> Any:  # noqa: ANN401 - any JSON
    if isinstance(node, bool) or node is None or isinstance(node, str):
        raise Refused(Problem(path, say("holds no number that could be multiplied")))
    if isinstance(node, list):
        return [_times(item, factor, path) for item in node]
    if isinstance(node, dict):
        numbers = {key: item for key, item in node.items() if _holds_numbers(item)}
        if not numbers:
            raise Refused(Problem(path, say("holds no number that could be multiplied")))
        return node | {key: _times(item, factor, path) for key, item in numbers.items()}
    return node * factor


def _holds_numbers(item: Any) -> bool:  # noqa: ANN401 - any JSON
    return isinstance(item, int | float | list) and not isinstance(item, bool)


def _at(plain: dict[str, Any], path: str) -> tuple[Any, Any]:
    """Return the object or list that holds the last part of a path, and that part as its key or position."""
    parts = list(_parts(path))
    if not parts:
        raise Refused(Problem(path, say("is not a path such as case.discount_rate or offers[0].payment_days")))
    if parts[0] not in ("case", "offers"):
        parts.insert(0, "case")
    node: Any = plain
    for number, part in enumerate(parts):
        last = number == len(parts) - 1
        key = _key(node, part, path, last=last)
        if last:
            return node, key
        node = node[key]
    raise AssertionError("a path has a last part")


def _key(node: Any, part: str, path: str, *, last: bool) -> Any:  # noqa: ANN401 - any JSON
    if isinstance(node, dict):
        if part in node or (last and not part.isdigit()):
            return part
        raise Refused(Problem(path, say("leads nowhere: there is no {part}", part=shown(part))))
    if isinstance(node, list):
        place = int(part) if part.isascii() and part.isdigit() else _named(node, part)
        if place is not None and place < len(node):
            return place
        raise Refused(Problem(path, say("leads nowhere: the list has no {part}", part=shown(part))))
    raise Refused(Problem(path, say("leads nowhere: nothing lies below {part}", part=shown(node))))


def _named(items: list[Any], name: str) -> int | None:
    for field in NAMES:
        for place, item in enumerate(items):
            if isinstance(item, dict) and item.get(field) == name:
                return place
    return None


def _parts(path: str) -> Iterator[str]:
    """Give the parts of a path: words between dots, and what stands in brackets; nothing if it is no path."""
    word = r"[^.\[\]]+(?:\[[^\[\]]+\])*"
    if not fullmatch(rf"{word}(?:\.{word})*", path.strip()):
        return
    for word in _split(path.strip()):
        head, *inside = word.replace("]", "").split("[")
        yield head.strip()
        yield from (item.strip() for item in inside)


def _split(path: str) -> Iterator[str]:
    """Give the words of a path between dots that stand in no brackets."""
    depth, word = 0, ""
    for sign in path:
        depth += (sign == "[") - (sign == "]")
        if sign == "." and depth == 0:
            yield word
            word = ""
        else:
            word += sign
    yield word
