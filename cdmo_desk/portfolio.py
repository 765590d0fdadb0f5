"""Many cases at once: each is a pure function of its document, run by any `concurrent.futures` executor."""

import json
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import cpu_count, get_context
from pathlib import Path
from re import fullmatch
from socket import create_connection
from typing import Any

from cdmo_desk import document, evaluation, files
from cdmo_desk.desk import Desk
from cdmo_desk.problem import Refused, shown

ENDINGS = (".json", ".cdmo")
PATIENCE = 5  # seconds that a scheduler has to answer


def evaluate(name: str, text: str, trials: int, seed: int) -> dict[str, Any]:
    """Return the headline figures of a case document, or under `refused` why there are none.

    All money in the case's currency. A pure function, so that it runs wherever it is sent.
    """
    try:
        case = document.read_text(text)
    except Refused as fault:
        return {"case": name, "refused": [str(problem) for problem in fault.problems]}
    found = evaluation.compare(case, trials=trials, seed=seed, traced=False)
    return {
        "case": case.brief.id,
        "title": case.brief.title,
        "currency": found.currency,
        "trials": found.trials,
        "seed": found.seed,
        "rule": found.recommendation.rule,
        "recommendation": found.recommendation.offer,
        "runner_up": found.recommendation.runner_up,
        "margin": found.recommendation.margin,
        "confidence": found.recommendation.confidence,
        "warnings": len(found.warnings),
        "unsourced": len(found.unsourced),
        "offers": {
            offer.id: {
                "supplier": offer.supplier,
                "ranked": figures.ranked,
                "contract": figures.base.contract,
                "cash": figures.base.cash,
                "present_cost": figures.base.present_cost,
                "mean_present_cost": figures.risk.present_cost.mean if figures.risk else None,
                "p90_present_cost": figures.risk.present_cost.p90 if figures.risk else None,
                "unknown_gaps": len(figures.unknown_gaps),
            }
            for offer in case.offers
            for figures in (found.offers[offer.id],)
        },
    }


def documents(place: Path, desk: Desk) -> list[tuple[str, str]]:
    """Return the names and texts of the cases of a library, or of the documents and .cdmo files of a folder.

    A .cdmo file that cannot be read gives a text that is no document, so that it is refused by name like any other.
    """
    if place.is_dir():
        found = sorted(path for path in place.iterdir() if path.suffix.lower() in ENDINGS and path.is_file())
        if not found:
            raise Refused(f"The folder {place} has no case documents (*.json) and no .cdmo files.")
        return [(path.name, _text(path, desk)) for path in found]
    shelf = Desk(place, who=desk.who, clock=desk.clock)
    with shelf.library(read_only=True) as library:
        names = [row.id for row in library.cases()]
        if not names:
            raise Refused(f"The library {place} has no cases.")
        return [(name, document.text(library.load(name))) for name in names]


def _text(path: Path, desk: Desk) -> str:
    if path.suffix.lower() == ".cdmo":
        try:
            return document.text(desk.case(str(path)).document)
        except Refused as fault:
            return json.dumps({"refused": str(fault)})
    return files.content(path).decode("utf-8", "replace")


def portfolio(found: list[tuple[str, str]], executor: Executor, *, trials: int, seed: int) -> Iterator[dict[str, Any]]:
    """Evaluate cases through an executor; gives their figures in the order of the cases, each as it is done."""
    asked = [executor.submit(evaluate, name, text, trials, seed) for name, text in found]
    for answer in asked:
        yield answer.result()


@contextmanager
def here(most: int) -> Iterator[Executor]:
    """Run on this computer's cores, one process each, each with one core to itself."""
    workers = max(1, min(cpu_count() or 1, most))
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_alone) as executor:
        yield executor


def _alone() -> None:
    """Let a process of several keep to one core."""
    from cdmo_desk.evaluation import simulation  # noqa: PLC0415 - within the process that computes

    simulation.CORES = 1


@contextmanager
def cluster(address: str) -> Iterator[Executor]:
    """Run on a Dask cluster that stands already; its workers need this program installed."""
    try:
        from distributed import Client  # noqa: PLC0415 - an optional part of the installation
    except ImportError:
        raise Refused("--scheduler needs the package distributed: install cdmo-desk[cluster].") from None
    _knock(address)
    with Client(address, timeout=PATIENCE, set_as_default=False) as client:  # type: ignore[no-untyped-call]
        yield client.get_executor(pure=False)


def _knock(address: str) -> None:
    """Refuse an address where nobody answers, before Dask waits for it."""
    found = fullmatch(r"(?:tcp|tls)://(?P<host>[^/:\s]+):(?P<port>\d{1,5})", address)
    if found is None:
        raise Refused(f"The scheduler's address must look like tcp://10.0.0.5:8786, not {shown(address)}.")
    try:
        create_connection((found["host"], int(found["port"])), PATIENCE).close()
    except (OSError, OverflowError) as fault:
        says = f"The scheduler {shown(address)} does not answer ({fault}). Start it, or leave --scheduler."
        raise Refused(says) from None
