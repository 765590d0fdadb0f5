"""Blocks of trials joined into one, with what was drawn kept: the same trials are asked many times over."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from cdmo_desk.estimate import Estimate
from cdmo_desk.programme.scenario import Array, Draws, Mask, Scenario

SINGLE = 1  # the length of what is the same in all trials


@dataclass(frozen=True, slots=True, eq=False)
class Kept:
    """Draws of several blocks, one after the other; what was drawn once is kept."""

    parts: tuple[Draws, ...]
    sizes: tuple[int, ...]
    values: dict[tuple[str, Estimate], Array] = field(default_factory=dict, repr=False)
    events: dict[tuple[str, float, str | None], Mask] = field(default_factory=dict, repr=False)

    def value(self, key: str, estimate: Estimate, where: Mask | None = None) -> Array:
        """Return an estimate's value in each trial."""
        del where
        if estimate.is_certain:
            return np.array([[estimate.likely]])
        found = self.values.get((key, estimate))
        if found is None:
            found = _stacked([part.value(key, estimate) for part in self.parts], self.sizes)
            self.values[key, estimate] = found
        return found

    def happens(self, key: str, probability: float, driver: str | None) -> Mask:
        """Say in which trials a risk occurs."""
        found = self.events.get((key, probability, driver))
        if found is None:
            found = _stacked([part.happens(key, probability, driver) for part in self.parts], self.sizes)
            self.events[key, probability, driver] = found
        return found

    def failures(self, key: str, expected: Array) -> Array:
        """Return how many batches fail a year."""
        ends = np.cumsum(self.sizes)
        whole = np.broadcast_to(expected, (int(ends[-1]), expected.shape[1]))
        blocks = [whole[end - size : end] for end, size in zip(ends, self.sizes, strict=True)]
        made = [part.failures(key, block) for part, block in zip(self.parts, blocks, strict=True)]
        return np.asfortranarray(np.concatenate(made))


def joined(scenarios: Sequence[Scenario]) -> Scenario:
    """Return one scenario of the trials of several, in their order."""
    sizes = tuple(scenario.trials for scenario in scenarios)

    arrays = (
        "stopped",
        "stopped_at",
        "alive",
        "gate_quarter",
        "gate_passed",
        "wanted",
        "sales",
        "growth",
        "cpi",
        "slip",
    )
    made: dict[str, Any] = {
        name: _stacked([getattr(scenario, name) for scenario in scenarios], sizes) for name in arrays
    }
    for name in ("fx", "quantity", "should_cost"):
        made[name] = {
            key: _stacked([getattr(scenario, name)[key] for scenario in scenarios], sizes)
            for key in getattr(scenarios[0], name)
        }
    draws = Kept(tuple(scenario.draws for scenario in scenarios), sizes)
    return replace(scenarios[0], **made, draws=draws, trials=sum(sizes))


def _stacked(parts: list[Any], sizes: tuple[int, ...]) -> Any:  # noqa: ANN401 - arrays of one kind, all alike
    """Return parts one below the other; one row where all parts are that row."""
    if all(part.shape[0] == SINGLE and np.array_equal(part, parts[0]) for part in parts):
        return parts[0]
    whole = [np.broadcast_to(part, (size, part.shape[1])) for part, size in zip(parts, sizes, strict=True)]
    return np.asfortranarray(np.concatenate(whole))
