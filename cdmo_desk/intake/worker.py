"""The process in which a supplier's file is parsed, and in which it may crash, hang or grow without harm."""

import gc
import hashlib
import json
import sys
import warnings
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
    from cdmo_desk.intake import kinds  # noqa: PLC0415 - after the limits are set
    from cdmo_desk.intake.formula import completed  # noqa: PLC0415
    from cdmo_desk.intake.interpret import understood  # noqa: PLC0415
    from cdmo_desk.problem import Refused  # noqa: PLC0415

    kinds.check_place(path)
    data = path.read_bytes()
    book = cells_of(path, data, kinds.kind_of(path, data))
    if not book.sheets:
        raise kinds.damaged(path)
    if len(book.sheets) > kinds.SHEETS_LIMIT:
        raise kinds.refusal(
            path, f"has more than {kinds.SHEETS_LIMIT} sheets", "Save only the sheets with prices in a new workbook"
        )
    try:
        book = completed(book)
        return book, understood(book, path.name, hashlib.sha256(data).hexdigest(), as_of, corrections)
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


def answer(request: str) -> str:
    """Return the answer to a request as one line of JSON: a quote, or the sentences of a refusal.

    Where `cells` is asked for, the cells and what each was taken for come with it.
    """
    from cdmo_desk.intake import grid_wire  # noqa: PLC0415 - after the limits are set
    from cdmo_desk.intake.corrections import NONE  # noqa: PLC0415
    from cdmo_desk.intake.wire import received, sent  # noqa: PLC0415
    from cdmo_desk.problem import Refused  # noqa: PLC0415

    asked = json.loads(request)
    path = Path(asked["path"])
    as_of = date.fromisoformat(asked["as_of"]) if asked.get("as_of") else None
    corrections = received(asked["corrections"]) if asked.get("corrections") else NONE
    try:
        book, found = examine(path, as_of, corrections)
    except Refused as refused:
        return json.dumps({"refused": [problem.says for problem in refused.problems]})
    except MemoryError:
        return json.dumps({"failed": "memory"})
    except LayoutError:
        return json.dumps({"failed": "layout"})
    except BaseException as error:  # noqa: BLE001 - a reader written in Rust panics past Exception
        return json.dumps({"failed": type(error).__name__})
    said: dict[str, object] = {"quote": sent(found.quote)}
    if asked.get("cells"):
        said |= {"book": grid_wire.book_sent(book), "taken": grid_wire.taken_sent(found.taken)}
    return json.dumps(said)


def main() -> None:
    """Read one request from standard input and write its answer to standard output."""
    limit_memory(MEMORY_LIMIT)
    gc.disable()  # a process of one task: collecting would cost a quarter of its time
    warnings.simplefilter("ignore")
    sys.setrecursionlimit(_DEEP)
    said = answer(sys.stdin.buffer.read().decode("utf-8"))
    sys.stdout.buffer.write(said.encode("utf-8"))
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
