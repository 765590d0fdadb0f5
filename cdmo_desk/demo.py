"""The main job on the sample case, without a screen: import, compare, print."""

from collections.abc import Iterator
from pathlib import Path

from cdmo_desk.desk import DEMO, Desk
from cdmo_desk.problem import Refused

NAME = "mab-launch"


def demonstrate(folder: Path, *, trials: int | None = None) -> Iterator[str]:
    """Import the sample's files into a fresh library, compare its offers and write the PDF; gives lines to print."""
    from cdmo_desk.sheets.terminal import verdict  # noqa: PLC0415 - the words come once the work is done

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise Refused(f"The folder {folder} cannot be made: {fault.strerror}. Name another with --output.") from None
    desk = Desk(_fresh(folder), who=DEMO)
    yield f"Importing the sample case into {desk.path}"
    case_id = desk.import_sample()
    case = desk.case(case_id)
    lines = sum(len(offer.lines) for offer in case.offers)
    yield f"Imported {len(case.offers)} offers with {lines} lines."
    comparison = desk.compare(case, trials=trials)
    yield ""
    yield from verdict(case, comparison)
    path = folder / f"{NAME}.pdf"
    yield from desk.report(case, comparison, path)
    yield ""
    yield f"The PDF is {path.resolve()}"


def _fresh(folder: Path) -> Path:
    """Return the name for a fresh library: an earlier demo's is replaced, one that somebody worked in is kept."""
    number = 1
    while True:
        path = folder / (f"{NAME}.sqlite" if number == 1 else f"{NAME}-{number}.sqlite")
        if not path.exists() or _only_demo(path):
            for leftover in (path, *(path.with_name(path.name + end) for end in ("-wal", "-shm"))):
                leftover.unlink(missing_ok=True)
            return path
        number += 1


def _only_demo(path: Path) -> bool:
    try:
        with Desk(path).library(read_only=True) as library:
            return all(entry.who == DEMO for entry in library.journal())
    except Refused:
        return False
