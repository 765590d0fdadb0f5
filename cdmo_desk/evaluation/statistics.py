"""Figures of a distribution from its trials, and their sampling error from batches of trials."""

import numpy as np

from cdmo_desk.evaluation.results import Spread
from cdmo_desk.programme.scenario import Array

BATCHES = 16
FEWEST = 20 * BATCHES  # trials below which no error is told
PERCENTS = {"p10": 10, "p50": 50, "p80": 80, "p90": 90, "p95": 95}


def figures(trials: Array) -> dict[str, float]:
    """Return mean, sd, percentiles and the mean of the worst 5 %, of trials (n,).

    Percentiles interpolate between order statistics (position p (n - 1)); CVaR95 is the mean from ceil(0.95 n) on.
    """
    ordered = np.sort(trials)
    worst = ordered[min(int(np.ceil(0.95 * ordered.size)), ordered.size - 1) :]
    points = np.percentile(ordered, list(PERCENTS.values()))
    return {
        "mean": float(ordered.mean()),
        "sd": float(ordered.std()),
        **{name: float(point) for name, point in zip(PERCENTS, points, strict=True)},
        "cvar95": float(worst.mean()),
    }


def spread(trials: Array) -> Spread:
    """Return the figures of trials (n,) with the standard error of each, from `BATCHES` equal batches."""
    errors = None
    if trials.size >= FEWEST:
        batches = [figures(batch) for batch in np.array_split(trials, BATCHES)]
        errors = {
            name: float(np.std([batch[name] for batch in batches], ddof=1) / np.sqrt(BATCHES)) for name in batches[0]
        }
        errors["mean"] = float(trials.std() / np.sqrt(trials.size))
    return Spread(**figures(trials), errors=errors)


def mean_error(trials: Array) -> float | None:
    """Return the standard error of the mean of trials (n,)."""
    return float(trials.std() / np.sqrt(trials.size)) if trials.size >= FEWEST else None
