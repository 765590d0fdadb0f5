"""Reading suppliers' files: a quote of 5,000 lines against the time openpyxl alone needs for it, and a small one."""

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import openpyxl

from cdmo_desk.intake import examine
from cdmo_desk.intake.workers import dismiss, expect

LINES = 5_000
_PART = 100
_BEFOREHAND = 2.0
_SMALL = Path(__file__).resolve().parents[1] / "resources" / "sample" / "northfield-quotation.xlsx"
_STAGES = ("Cell bank", "Upstream", "Downstream", "Fill and finish", "Analytics", "Stability", "Regulatory support")


def written(path: Path, lines: int) -> Path:
    """Write a quote of so many lines, in sections with subtotals, as suppliers write long ones."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Quotation"
    for row in (
        ("Halden Biologics Ltd", None, None, "Quotation no.", "HB-2026-0419"),
        ("Currency: EUR", None, None, "Date", "2026-09-14"),
        (),
        ("Item", "Description", "Qty", "Unit", "Unit price", "Amount", "Remarks"),
    ):
        sheet.append(row)
    total = 0
    for part in range(lines // _PART):
        sheet.append((f"{part + 1}", f"{_STAGES[part % len(_STAGES)]}, lot {part + 1}"))
        subtotal = 0
        for item in range(1, _PART + 1):
            count, price = item % 7 + 1, 1_000 + (part * _PART + item) * 7 % 90_000
            subtotal += count * price
            remark = "per protocol" if item % 5 == 0 else None
            name = f"Work item {part + 1}.{item} of {_STAGES[(part + item) % len(_STAGES)].lower()}"
            sheet.append((f"{part + 1}.{item}", name, count, "batch", price, count * price, remark))
        sheet.append((None, f"Subtotal lot {part + 1}", None, None, None, subtotal))
        total += subtotal
    sheet.append((None, "Total", None, None, None, total))
    book.save(path)
    book.close()
    return path


def by_openpyxl(path: Path) -> int:
    """Return how many cells openpyxl reads, in the mode that knows merges and formats."""
    book = openpyxl.load_workbook(path, data_only=True)
    cells = sum(1 for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value is not None)
    book.close()
    return cells


def seconds(work: Callable[[], object]) -> float:
    """Return how long work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    """Measure by turns, so that both meet the same machine, and print the medians and their ratio."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--times", type=int, default=3)
    asked.add_argument("--lines", type=int, default=LINES)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = written(Path(folder) / "long.xlsx", given.lines)
        read = len(examine(path).quote.lines)
        turns = [
            (expected(path), seconds(lambda: examine(path)), seconds(lambda: by_openpyxl(path)))
            for _ in range(max(1, given.times))
        ]
        dropped, ours, theirs = (median(side) for side in zip(*turns, strict=True))
        small = median(seconds(lambda: examine(_SMALL)) for _ in range(max(1, given.times)))
        soon = median(expected(_SMALL) for _ in range(max(1, given.times)))
        start = median(seconds(_bare) for _ in range(max(1, given.times)))
    print(f"{read:,} lines, from drop to review  {dropped:6.2f} s   as the window reads them, its worker started ahead")
    print(f"the same by a command              {ours:6.2f} s   which starts its worker first")
    print(f"the same file by openpyxl alone    {theirs:6.2f} s   ratio {dropped / theirs:.2f} (at most 1.5)")
    print(
        f"a usual small file                 {small:6.2f} s   {soon:.2f} s in the window; {start:.2f} s starts Python"
    )


def expected(path: Path) -> float:
    """Return how long a file takes to be read by a worker that was started ahead, as the window does."""
    expect()
    time.sleep(_BEFOREHAND)
    taken = seconds(lambda: examine(path))
    dismiss()
    return taken


def _bare() -> None:
    subprocess.run([sys.executable, "-c", ""], check=True)


if __name__ == "__main__":
    main()
