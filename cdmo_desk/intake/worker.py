"""The process in which a supplier's file is parsed, and in which it may crash, hang or grow without harm."""

import gc
import hashlib
import json
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cdmo_desk.intake.cells import Book
    from cdmo_desk.intake.corrections import Corrections
    from cdmo_desk.intake.interpret import Understood
    from cdmo_desk.intake.quote import Quote

MEMORY_LIMIT = 2 << 30
_DEEP = 60_000


def limit_memory(size: int) -> bool:
    """Let this process have no more memory than that, where the system can see to it."""
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return False
    try:
        resource.setrlimit(resource.RLIMIT_AS, (size, size))
    except (ValueError, OSError):
        return False
    return True


class LayoutError(Exception):
    """Cells that were read, and rules of ours that failed on them."""


def parse(path: Path, as_of: date | None = None) -> "Quote":
    """Return the quote that a file holds; raises `Refused` for what is none, and whatever its reader raises."""
    from cdmo_desk.intake.corrections import NONE  # noqa: PLC0415 - after the limits are set

    return examine(path, as_of, NONE)[1].quote


def examine(path: Path, as_of: date | None, corrections: "Corrections") -> "tuple[Book, Understood]":
    """Return the cells of a file, formulas computed, and what they are taken for; raises as `parse` does."""
    book, digest = opened(path)
    return book, understand(book, path.name, digest, as_of, corrections)


def opened(path: Path) -> "tuple[Book, str]":
    """Return the cells of a file, formulas computed, and the hash of its bytes."""
    from cdmo_desk.intake import kinds  # noqa: PLC0415 - after the limits are set
    from cdmo_desk.intake.formula import completed  # noqa: PLC0415

    kinds.check_place(path)
    data = path.read_bytes()
    book = cells_of(path, data, kinds.kind_of(path, data))
    if not book.sheets:
        raise kinds.damaged(path)
    if len(book.sheets) > kinds.SHEETS_LIMIT:
        raise kinds.refusal(
            path, f"has more than {kinds.SHEETS_LIMIT} sheets", "Save only the sheets with prices in a new workbook"
        )
    with _own_rules():
        return completed(book), hashlib.sha256(data).hexdigest()


def understand(book: "Book", file: str, sha256: str, as_of: date | None, corrections: "Corrections") -> "Understood":
    """Return what the cells of a file are taken for."""
    from cdmo_desk.intake import interpret  # noqa: PLC0415 - after the limits are set

    with _own_rules():
        return interpret.understood(book, file, sha256, as_of, corrections)


@contextmanager
def _own_rules() -> Iterator[None]:
    """Say of what fails within that it is a fault of ours, not the file's."""
    from cdmo_desk.problem import Refused  # noqa: PLC0415 - after the limits are set

    try:
        yield
    except (Refused, MemoryError):
        raise
    except Exception as error:
        raise LayoutError(type(error).__name__) from error


def cells_of(path: Path, data: bytes, kind: str) -> "Book":
    """Return the cells of a file of a known kind."""
    from cdmo_desk.intake import delimited  # noqa: PLC0415
    from cdmo_desk.problem import Refused  # noqa: PLC0415

    if kind == "text":
        return delimited.read(data, path)
    from cdmo_desk.intake import values_only  # noqa: PLC0415

    if kind in {"xlsb", "ods"}:
        return values_only.read(data, kind)
    try:
        return _formatted(path, data, kind)
    except Refused:
        raise
    except Exception as error:  # noqa: BLE001 - files of other programs break a strict reader in any way
        try:
            return values_only.read(data, kind)
        except Exception:  # noqa: BLE001 - the first reader knows better what is wrong
            raise error from None


def _formatted(path: Path, data: bytes, kind: str) -> "Book":
    """Return the cells of a workbook with formats and formulas."""
    if kind == "xls":
        from cdmo_desk.intake import xls  # noqa: PLC0415

        return xls.read(data, path)
    from cdmo_desk.intake import xlsx  # noqa: PLC0415

    return xlsx.read(data, kind)


Plain = dict[str, object]


def answers(request: str) -> Iterator[Plain]:
    """Go through the answer to a request: a quote, or the sentences of a refusal.

    Where `cells` is asked for, the cells come before it, and with it what each was taken for.
    """
    from cdmo_desk.intake import grid_wire, wire  # noqa: PLC0415 - after the limits are set
    from cdmo_desk.intake.corrections import NONE  # noqa: PLC0415
    from cdmo_desk.problem import Refused  # noqa: PLC0415

    asked = json.loads(request)
    path = Path(asked["path"])
    as_of = date.fromisoformat(asked["as_of"]) if asked.get("as_of") else None
    corrections = wire.received(asked["corrections"]) if asked.get("corrections") else NONE
    try:
        book, digest = opened(path)
        if asked.get("cells"):
            yield {"book": grid_wire.book_sent(book)}
        found = understand(book, path.name, digest, as_of, corrections)
    except Refused as refused:
        yield {"refused": [problem.says for problem in refused.problems]}
    except MemoryError:
        yield {"failed": "memory"}
    except LayoutError:
        yield {"failed": "layout"}
    except GeneratorExit:
        raise
    except BaseException as error:  # noqa: BLE001 - a reader written in Rust panics past Exception
        yield {"failed": type(error).__name__}
    else:
        said: Plain = {"quote": wire.packed(found.quote)}
        yield said | {"taken": grid_wire.taken_sent(found.taken)} if asked.get("cells") else said


def answer(request: str) -> str:
    """Return the whole answer to a request as one line of JSON."""
    said: Plain = {}
    for part in answers(request):
        said |= part
    return json.dumps(said)


def warm_up() -> None:
    """Load what every file needs and read a small quote, so that the first true one need not wait for that."""
    from cdmo_desk.intake import delimited, grid_wire, wire, xlsx  # noqa: F401, PLC0415 - after the limits are set
    from cdmo_desk.intake.corrections import NONE  # noqa: PLC0415

    book = delimited.read(_SMALL.encode(), Path("small.csv"))
    wire.packed(understand(book, "small.csv", "", None, NONE).quote)


_SMALL = """Company Ltd;;;;;
Quotation no.;Q-2026-1;;Date;2026-10-01;
Valid until;2026-12-31;;Currency;EUR;

No.;Description;Quantity;Unit;Unit price;Amount;Remarks
1;Transfer;;;;
1.1;Process transfer, at cost;1;batch;1000.00;1000.00;
1.2;Report (optional);2;report;500.00;1000.00;to be confirmed
;Subtotal;;;;2000.00
;Total excl. VAT;;;;2000.00
;VAT;;;;380.00

Payment within 30 days net. Prices rise by 2 % a year.
"""


def main() -> None:
    """Read one request from standard input and write its answer to standard output, a line for each part."""
    limit_memory(MEMORY_LIMIT)
    gc.disable()  # a process of one task: collecting would cost a quarter of its time
    warnings.simplefilter("ignore")
    sys.setrecursionlimit(_DEEP)
    if "--ahead" in sys.argv:
        warm_up()
    request = sys.stdin.buffer.readline().decode("utf-8")
    for part in answers(request) if request else ():
        sys.stdout.buffer.write(json.dumps(part).encode("ascii") + b"\n")
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
