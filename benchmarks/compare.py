"""Time and accuracy of the comparison, in one run: ours, plain Monte Carlo of the same model, a bare floor, and a peer.

`--full` takes 32 seeds at 65,536 trials against a reference of 2^22 (some minutes); otherwise 8 at 16,384 against 2^18.
"""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
from peer import drawing
from plain import present_costs

from cdmo_desk import document
from cdmo_desk.contract.hours import FixedPriceConversion, NotToExceed, TargetCost
from cdmo_desk.contract.offer import Offer
from cdmo_desk.contract.term import Term
from cdmo_desk.document import Case
from cdmo_desk.evaluation import Kept, answers, compare
from cdmo_desk.evaluation.levelling import plugs
from cdmo_desk.evaluation.simulation import Simulation, simulate
from cdmo_desk.evaluation.statistics import figures
from cdmo_desk.programme.sampled import _years, plan

ROOT = Path(__file__).resolve().parent.parent
CASE = ROOT / "tests" / "worked_examples" / "mab-launch.json"
INPUTS, CELLS = 174, 7 * 30
MEASURES = ("mean", "p90", "cvar95")


def seconds(work: Callable[[], object], runs: int = 3) -> tuple[float, float]:
    """Return the median time of some runs by the clock, and the least of processors, of other processes too."""
    taken, worked = [], []
    for _ in range(runs):
        start, before = time.perf_counter(), processors()
        work()
        taken.append(time.perf_counter() - start)
        worked.append(processors() - before)
    return statistics.median(taken), min(worked)


def processors() -> float:
    """Return the processor time that this process and those it waited for have taken."""
    return time.process_time() + sum(os.times()[2:4])


def told(name: str, taken: tuple[float, float], bare: float) -> None:
    """Print a line: by the clock, of processors, and that as a multiple of something bare."""
    print(f"{name:<58}{taken[0]:>9.3f}{taken[1]:>9.3f}{taken[1] / bare:>8.2f}")


def floor(case: Case, trials: int) -> None:
    """Draw as many numbers, and pass once over as many array elements."""
    np.random.default_rng(1).random((trials, INPUTS))
    amounts = np.ones((4096, case.brief.quarters))
    for _ in range(CELLS * trials // 4096):
        amounts * 1.5


def simulated(case: Case, trials: int, seed: int) -> Simulation:
    """Return a simulation of all offers."""
    return simulate(case.brief, case.offers, plugs(case.brief, case.offers), trials, seed)


def edits(case: Case, kept: Kept, trials: int, *, traced: bool) -> Callable[[], object]:
    """Return the comparison after an edit of one offer, another edit each time; `traced` with crossovers."""
    days = iter(range(1, 1000))

    def edit() -> object:
        first = replace(case.offers[0], payment_days=float(next(days)))
        return compare(replace(case, offers=(first, *case.offers[1:])), trials=trials, kept=kept, traced=traced)

    edit()
    return edit


def years(case: Case, trials: int) -> None:
    """Draw the years of demand and net sales our way."""
    for block in plan(case.brief, trials, 1).blocks:
        _years(case.brief, block, "demand", case.brief.demand)
        _years(case.brief, block, "net_sales", case.brief.net_sales)


def times(case: Case, trials: int) -> None:
    """Print what things take, as multiples of the floor."""
    kept, few = Kept(), 1 << 13
    compare(case, trials=few, kept=kept)
    rows: list[tuple[str, Callable[[], object]]] = [
        (f"floor: {INPUTS} inputs drawn, {CELLS} passes, {trials} trials", lambda: floor(case, trials)),
        ("read and validate the case document", lambda: document.read_text(CASE.read_bytes())),
        ("base case, stresses, crossovers, 7 offers", lambda: compare(case, trials=0)),
        (f"ours: simulation, {trials} trials", lambda: simulated(case, trials, 1)),
        (f"ours: whole comparison, {trials} trials", lambda: compare(case, trials=trials)),
        (f"ours: one offer edited, {few} trials", edits(case, kept, few, traced=False)),
        (f"ours: one offer edited, with crossovers, {few} trials", edits(case, kept, few, traced=True)),
        (f"ours: all answers, {answers.TRIALS} trials", lambda: answers.answers(case, seed=1)),
        ("a process that loads NumPy", lambda: process("-c", "import numpy")),
        ("a process: compare --trials 0", lambda: process("-m", "cdmo_desk", "compare", str(CASE), "--trials", "0")),
        (f"plain Monte Carlo, {trials} trials", lambda: present_costs(case.brief, case.offers, trials, 1)),
        (f"ours: correlated years alone, {trials} trials", lambda: years(case, trials)),
    ]
    peer = drawing(case.brief, trials)
    if peer is None:
        print("OpenTURNS is not installed (uv sync --group bench): left out")
    else:
        rows.append((f"OpenTURNS: correlated years alone, {trials} trials", peer))
    bare = None
    print(f"{'what':<58}{'seconds':>9}{'CPU':>9}{'ratio':>8}")
    for name, work in rows:
        taken = seconds(work)
        bare = taken[1] if bare is None else bare
        told(name, taken, bare)


def process(*asked: str) -> None:
    """Run Python on its own to its end."""
    subprocess.run((sys.executable, *asked), check=True, capture_output=True, cwd=ROOT)


def growth(case: Case, trials: int) -> None:
    """Print how time grows with trials, offers and terms: each row has twice as much of one of them."""
    offers = (*case.offers, *(replace(offer, id=f"{offer.id} again") for offer in case.offers))
    terms = tuple(replace(offer, terms=(*offer.terms, *_again(offer))) for offer in case.offers)
    rows = (
        (f"{trials} trials", case, trials),
        ("twice the trials", case, 2 * trials),
        ("four times the trials", case, 4 * trials),
        ("twice the offers", replace(case, offers=offers), trials),
        (
            f"{sum(len(o.terms) for o in terms) / sum(len(o.terms) for o in case.offers):.1f} x the terms",
            replace(case, offers=terms),
            trials,
        ),
    )
    first = None
    print(f"\n{'simulation grows':<58}{'seconds':>9}{'CPU':>9}{'ratio':>8}")
    for name, found, count in rows:
        taken = seconds(partial(simulated, found, count, 1))
        first = taken[1] if first is None else first
        told(name, taken, first)


def _again(offer: Offer) -> tuple[Term, ...]:
    """Return an offer's terms of which it may have more, under other names."""
    once = NotToExceed | TargetCost | FixedPriceConversion
    return tuple(
        replace(term, id=f"again {number}") for number, term in enumerate(offer.terms) if not isinstance(term, once)
    )


def accuracy(case: Case, trials: int, seeds: int, reference: int) -> None:
    """Print root-mean-square errors as a ratio to plain Monte Carlo with the same number of trials."""
    names = [offer.id for offer in case.offers]
    exact = np.array([_reference(case, offer, reference) for offer in case.offers])
    ours, plain = [], []
    for seed in range(seeds):
        run, drawn = simulated(case, trials, seed), present_costs(case.brief, case.offers, trials, seed)
        ours.append([[figures(run.offers[name].present, run.weights)[key] for key in MEASURES] for name in names])
        plain.append([[figures(drawn[name])[key] for key in MEASURES] for name in names])
    mine = np.sqrt(((np.array(ours) - exact) ** 2).mean(axis=0))
    theirs = np.sqrt(((np.array(plain) - exact) ** 2).mean(axis=0))
    ratios = (mine / theirs).mean(axis=0)
    print(f"\nerror against plain Monte Carlo, {trials} trials, {seeds} seeds, reference of {reference} trials")
    for key, ratio in zip(MEASURES, ratios, strict=True):
        print(f"  present cost, {key:<8} 1/{1 / ratio:.1f}")


def _reference(case: Case, offer: Offer, trials: int) -> list[float]:
    """Return an offer's figures from many trials: one offer at a time, so that memory holds them."""
    run = simulate(case.brief, (offer,), plugs(case.brief, case.offers), trials, 10_000)
    found = figures(run.offers[offer.id].present, run.weights)
    return [found[key] for key in MEASURES]


def main() -> None:
    """Print the figures."""
    case = document.read_text(CASE.read_bytes())
    full = "--full" in sys.argv
    times(case, 1 << 16 if full else 1 << 14)
    growth(case, 1 << 14)
    accuracy(case, 1 << 16 if full else 1 << 14, 32 if full else 8, 1 << 22 if full else 1 << 18)


if __name__ == "__main__":
    sys.exit(main())
