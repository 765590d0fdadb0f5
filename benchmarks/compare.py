"""Time the comparison of the sample-sized case: base case, simulation and their ratios, in one run."""

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from cdmo_desk import document
from cdmo_desk.evaluation import compare
from cdmo_desk.evaluation.levelling import plugs
from cdmo_desk.evaluation.simulation import simulate

ROOT = Path(__file__).resolve().parent.parent
CASE = ROOT / "tests" / "worked_examples" / "mab-launch.json"


def seconds(work: Callable[[], object], runs: int = 5) -> float:
    """Return the median time of some runs."""
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def main() -> None:
    """Print the figures."""
    case = document.read_text(CASE.read_bytes())
    gaps = plugs(case.brief, case.offers)
    rng = np.random.default_rng(1)
    trials, inputs, cells = 1 << 14, 174, 7 * 30

    def floor() -> object:
        rng.random((trials, inputs))
        amounts = np.ones((4096, case.brief.quarters))
        return [amounts * 1.5 for _ in range(cells * trials // 4096)]

    bare = seconds(floor)
    read = seconds(lambda: document.read_text(CASE.read_bytes()))
    base = seconds(lambda: compare(case, trials=0))
    sampled = seconds(lambda: simulate(case.brief, case.offers, gaps, trials, 1), runs=3)
    print(f"{'what':<46}{'seconds':>9}{'ratio':>8}")
    for name, taken in (
        (f"floor: {inputs} inputs drawn, {cells} passes, {trials} trials", bare),
        ("read and validate the case document", read),
        ("base case, stresses, crossovers, 7 offers", base),
        (f"simulation, 7 offers, {trials} trials", sampled),
    ):
        print(f"{name:<46}{taken:>9.3f}{taken / bare:>8.2f}")


if __name__ == "__main__":
    sys.exit(main())
