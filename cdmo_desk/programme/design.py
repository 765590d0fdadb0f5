"""The design of a simulation: how many trials go down each path through the gates, and what each counts for.

A path (fails at a gate, or succeeds) has a known probability, so it is not drawn: trials are shared out among the
paths, more than in proportion to success, where the tail of the cost is, and weighted back. Under a path the trials
are scrambled Sobol points, repeated independently some times, so that a figure's error can be told from its scatter.
"""

from dataclasses import dataclass

import numpy as np

from cdmo_desk.programme.brief import Brief

REPETITIONS = 8
FEWEST = 320  # trials below which there is one repetition, and no error can be told
EMPHASIS = 4.0  # by how much success gets more trials than its probability asks
UNITS = 32  # a repetition's trials come in about so many units of a power of two


@dataclass(frozen=True, slots=True)
class Path:
    """A way through the gates: the position of the gate that fails, or -1, and how likely that is.

    `counts` are its trials in each repetition, `weight` what one of them counts for.
    """

    fails: int
    chance: float
    counts: tuple[int, ...]
    weight: float

    @property
    def trials(self) -> int:
        """Return its trials in all repetitions."""
        return sum(self.counts)


def chances(brief: Brief) -> list[tuple[int, float]]:
    """Return the paths that can be taken, by the position of the gate that fails (-1: none), with probabilities."""
    found: list[tuple[int, float]] = []
    reached = 1.0
    for place, gate in enumerate(brief.gates_in_order()):
        found.append((place, reached * (1 - gate.probability)))
        reached *= gate.probability
    found.append((-1, reached))
    return [(fails, chance) for fails, chance in found if chance > 0]


def paths(brief: Brief, trials: int, seed: int) -> tuple[Path, ...]:
    """Return the paths with their shares of the trials; any number of trials can be shared out."""
    taken = chances(brief)
    if trials < FEWEST:
        return _few(taken, trials, seed)
    each = trials // REPETITIONS
    counts = _shared([chance * (EMPHASIS if fails < 0 else 1.0) for fails, chance in taken], each)
    extra = trials - each * REPETITIONS
    most = max(range(len(taken)), key=lambda place: counts[place])
    found = []
    for place, (fails, chance) in enumerate(taken):
        own = tuple(
            counts[place] + (1 if place == most and repetition < extra else 0) for repetition in range(REPETITIONS)
        )
        found.append(Path(fails, chance, own, chance / sum(own)))
    return tuple(found)


def _shared(wanted: list[float], trials: int) -> list[int]:
    """Return how trials are shared out as wanted, in units of a power of two, at least one unit each.

    The largest share takes what the units leave over.
    """
    unit = 1 << max(0, int(np.log2(max(trials / UNITS, 1.0))))
    while unit > 1 and unit * len(wanted) * 2 > trials:
        unit //= 2
    total = sum(wanted)
    counts = [max(unit, round(share / total * trials / unit) * unit) for share in wanted]
    most = max(range(len(wanted)), key=lambda place: wanted[place])
    counts[most] += trials - sum(counts)
    return counts


def _few(taken: list[tuple[int, float]], trials: int, seed: int) -> tuple[Path, ...]:
    """Return paths drawn evenly for few trials, all of the same weight; one that is not drawn is left out."""
    ends = np.cumsum([chance for _, chance in taken])
    at = (np.arange(trials) + np.random.default_rng(seed).random()) / trials
    drawn = np.minimum(np.searchsorted(ends, at * ends[-1], side="right"), len(taken) - 1)
    counts = np.bincount(drawn, minlength=len(taken))
    return tuple(
        Path(fails, chance, (int(count),), 1.0 / trials)
        for (fails, chance), count in zip(taken, counts, strict=True)
        if count
    )
