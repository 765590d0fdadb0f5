"""The self-test: worked examples computed on this computer, what is expected against what is computed.

Base case, crossovers, scores and recommendation must agree to 1e-6; figures of a simulation to within five of their
standard errors, or one in a thousand of the figure where they are exact or carry no error of their own.
"""

import json
import platform
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from typing import Any

from cdmo_desk import document, evaluation, resource
from cdmo_desk.problem import Refused

EXAMPLES = (
    *("price-breaks", "target-cost", "royalty-bands", "make-or-buy", "take-or-pay", "fee-credited"),
    *("price-weight-30", "price-weight-60", "gate-paths", "risk-register"),
    *("tablet-certain", "adc-first-in-human", "mab-launch"),
)
CLOSED = frozenset({"gate-paths", "risk-register"})
"""Examples whose simulated figures are known in closed form."""
DRAWN = ("risk", "evpi")
EXACT, LOOSE, SIGMAS = 1e-6, 1e-3, 5.0


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of an example: where it stands in the results, what is expected, what came out, how far it may lie."""

    place: str
    expected: float | str | None
    computed: float | str | None
    allowed: float

    @property
    def agrees(self) -> bool:
        """Say whether it is as expected."""
        if isinstance(self.expected, float) and isinstance(self.computed, float):
            return abs(self.expected - self.computed) <= self.allowed
        return self.expected == self.computed


@dataclass(frozen=True, slots=True)
class Example:
    """A worked example as it came out."""

    name: str
    title: str
    source: str
    says: str
    figures: tuple[Figure, ...]

    @property
    def wrong(self) -> tuple[Figure, ...]:
        """Return the figures that are not as expected."""
        return tuple(figure for figure in self.figures if not figure.agrees)

    @property
    def furthest(self) -> float:
        """Return the largest difference of an exact figure, relative to it where it is above 1."""
        return max(
            (
                abs(figure.expected - figure.computed) / max(1.0, abs(figure.expected))
                for figure in self.figures
                if isinstance(figure.expected, float) and isinstance(figure.computed, float) and not _is_drawn(figure)
            ),
            default=0.0,
        )


@dataclass(frozen=True, slots=True)
class Proof:
    """The whole self-test: examples, and on what it ran."""

    at: datetime
    version: str
    machine: tuple[tuple[str, str], ...]
    trials: int
    examples: tuple[Example, ...]

    @property
    def passed(self) -> bool:
        """Say whether every figure is as expected."""
        return not any(example.wrong for example in self.examples)


def prove(at: datetime, trials: int = evaluation.TRIALS) -> Proof:
    """Compute all worked examples; those whose simulation is known in closed form with that many trials."""
    examples = tuple(_example(name, trials) for name in EXAMPLES)
    return Proof(at, version("cdmo-desk"), tuple(_machine()), trials, examples)


def _example(name: str, trials: int) -> Example:
    try:
        text = resource.path(f"worked_examples/{name}.json").read_bytes()
        wanted = json.loads(resource.path(f"worked_examples/{name}.expected.json").read_text("utf-8"))
    except FileNotFoundError:
        raise Refused(
            f"The worked example {name} is missing from this installation. Install the program anew."
        ) from None
    case = document.read_text(text)
    found = evaluation.as_json(evaluation.compare(case, trials=trials if name in CLOSED else 0))
    plain = case.document
    return Example(
        name=name,
        title=case.brief.title,
        source=str(plain.get("x-source", "")),
        says=str(plain.get("x-says", "")),
        figures=tuple(_figures(wanted, found, "", drawn=name in CLOSED)),
    )


def _figures(wanted: Any, found: Any, place: str, *, drawn: bool) -> Iterator[Figure]:  # noqa: ANN401 - any JSON
    """Give the figures that are expected, place by place; those of the simulation only where they are asked for."""
    if isinstance(wanted, dict):
        for key, part in wanted.items():
            if drawn or key not in DRAWN:
                inner = found.get(key) if isinstance(found, dict) else None
                if inner is None and place.endswith("by_category"):
                    inner = 0.0
                here = f"{place}.{key}".lstrip(".")
                yield from _figures(part, _with_error(found, key, inner), here, drawn=drawn)
    elif isinstance(wanted, list):
        given = found if isinstance(found, list) else []
        if len(given) != len(wanted):
            yield Figure(f"{place}, how many", float(len(wanted)), float(len(given)), 0.0)
        for number, part in enumerate(wanted[: len(given)]):
            yield from _figures(part, given[number], f"{place}[{number}]", drawn=drawn)
    elif isinstance(wanted, int | float) and not isinstance(wanted, bool):
        value, error = found if isinstance(found, tuple) else (found, 0.0)
        computed = float(value) if isinstance(value, int | float) else None
        yield Figure(place, float(wanted), computed, _allowed(place, float(wanted), error))
    else:
        yield Figure(place, _word(wanted), _word(found), 0.0)


def _with_error(found: Any, key: str, inner: Any) -> Any:  # noqa: ANN401 - any JSON
    """Return a figure of the simulation with its standard error beside it."""
    errors = found.get("errors") if isinstance(found, dict) else None
    if isinstance(inner, int | float) and isinstance(errors, dict) and isinstance(errors.get(key), int | float):
        return inner, float(errors[key])
    return inner


def _allowed(place: str, wanted: float, error: float) -> float:
    exact = EXACT * max(1.0, abs(wanted))
    return max(exact, SIGMAS * error, LOOSE * abs(wanted)) if ".risk." in f".{place}." else exact


def _is_drawn(figure: Figure) -> bool:
    return ".risk." in f".{figure.place}."


def _word(value: Any) -> str | None:  # noqa: ANN401 - any JSON
    return None if value is None else str(value)


def _machine() -> Iterator[tuple[str, str]]:
    yield "System", platform.platform()
    yield "Processor", platform.machine()
    yield "Python", platform.python_version()
    for name in ("numpy", "scipy", "pydantic", "reportlab"):
        yield name, version(name)
