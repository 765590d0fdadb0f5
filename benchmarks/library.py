"""How a library of years behaves: a generated one of 1,000 cases, 10,000 offers and 500,000 lines, and a tenth of it.

Prints what a person waits for in both, how much of it is computing, and how that grew. `--small` takes a hundredth and
a thousandth instead; `--keep DIR` makes the libraries once.
"""

import argparse
import math
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from cdmo_desk.desk import Desk
from cdmo_desk.library import Library, search
from cdmo_desk.library.change import Change
from cdmo_desk.library.journal import Request, append
from cdmo_desk.library.rows import Rows
from cdmo_desk.library.transaction import no_step, writing

OFFERS, LINES = 10, 50
LEAST = 10  # milliseconds of computing from which growth says something: the clock ticks in tens
SCOPE = ("tt", "pd", "analytical", "gmp", "engineering", "ppq", "stability", "packaging", "storage", "regulatory")
WORDS = re.findall(
    r"\w+",
    "cell line development upstream downstream process transfer viral clearance analytical method validation release "
    "stability study batch record fill finish lyophilisation packaging serialization storage cold chain comparability "
    "engineering run clinical supply commercial campaign resin media buffer single use tank column filter QP audit "
    "regulatory dossier module scale up characterisation cleaning validation labelling kitting distribution",
)
START = datetime(2020, 1, 6, 9, tzinfo=UTC)


def generate(path: Path, cases: int, *, seed: int = 1) -> None:
    """Fill a new library: each case with its offers and their lines, one entry of the journal for each case."""
    chance = random.Random(seed)  # noqa: S311 - an example, not a secret
    suppliers = [
        f"{chance.choice(WORDS).title()} {chance.choice(('Pharma', 'Bio', 'Sciences'))} {n}" for n in range(200)
    ]
    with Library.open(path) as library:
        for first in range(0, cases, 20):
            with writing(library._db, no_step) as transaction:  # noqa: SLF001 - many requests in one transaction
                for number in range(first, min(first + 20, cases)):
                    rows = Rows(transaction)
                    Change(rows, f"case-{number:04d}").put_case(_case(number, suppliers, chance))
                    search.refresh(transaction, rows.touched())
                    when = START + timedelta(hours=40 * number)
                    append(transaction, Request("Import case", f"case-{number:04d}", "Ann", when), rows.touched())


def _case(number: int, suppliers: list[str], chance: random.Random) -> dict[str, object]:
    scope = [{"id": name, "title": name.title(), "quantity": 1} for name in SCOPE]
    brief = {
        "id": f"case-{number:04d}",
        "title": f"{' '.join(chance.sample(WORDS, 3)).capitalize()} {number}",
        "product": f"Antibody A-{number}",
        "modality": "mab",
        "stage": "phase_3",
        "as_of": (START + timedelta(hours=40 * number)).date().isoformat(),
        "start": "2027-01-01",
        "horizon_years": 6,
        "currency": "EUR",
        "discount_rate": 0.1,
        "demand": [4, 8, 12, 16, 16, 16],
        "demand_unit": "batch",
        "scope": scope,
    }
    offers = [_offer(number, place, chance.choice(suppliers), chance) for place in range(OFFERS)]
    return {"format": "cdmo-desk/case", "version": 1, "case": brief, "offers": offers}


def _offer(number: int, place: int, supplier: str, chance: random.Random) -> dict[str, object]:
    lines, terms = [], []
    for row in range(LINES):
        amount = f"{chance.lognormvariate(11, 1):.2f}"
        item = SCOPE[row % len(SCOPE)]
        term = f"t{row}"
        lines.append(
            {
                "id": f"L{row}",
                "file": "offer.xlsx",
                "sha256": f"{number:032x}{place:032x}",
                "sheet": "Prices",
                "row": row + 4,
                "section": item,
                "description": " ".join(chance.sample(WORDS, 5)).capitalize(),
                "quantity": "1",
                "unit_price": amount,
                "amount": amount,
                "currency": "EUR",
                "scope": item,
                "becomes": {"term": term},
            }
        )
        if row < len(SCOPE):
            terms.append({"type": "deliverable", "id": term, "title": item, "unit_price": float(amount), "quarter": 1})
        else:
            lines[-1]["becomes"] = {"set_aside": "Part of the item"}
    return {
        "id": f"o{place}",
        "supplier": supplier,
        "title": f"Offer {number}/{place}",
        "kind": "fee_for_service",
        "terms": terms,
        "lines": lines,
    }


@dataclass(frozen=True, slots=True)
class Took:
    """How long an act took, and how much of that was computing, here and in processes it began, in milliseconds."""

    whole: float
    computing: float


def took(act: Callable[[], object], times: int = 5) -> Took:
    """Return the median times of an act."""
    found = []
    for _ in range(times):
        began, computed = time.perf_counter(), _computed()
        act()
        found.append(((time.perf_counter() - began) * 1000, (_computed() - computed) * 1000))
    whole, computing = zip(*found, strict=True)
    return Took(statistics.median(whole), statistics.median(computing))


def _computed() -> float:
    return sum(os.times()[:4])


def measure(path: Path) -> dict[str, Took]:
    """Return what a person waits for."""
    desk = Desk(path, who="Ann")
    desk.update()
    ids = [row.id for row in desk.cases()]
    middle = ids[len(ids) // 2]
    figures = {"command `case list`, all of it": took(lambda: _list(path), 3)}
    figures["library held, cases listed"] = took(lambda: _hold(desk), 1)
    figures["cases listed again"] = took(desk.cases)
    desk.case(middle)
    figures["a case opened"] = took(lambda: desk.case(middle))
    for text in ("v", "viral", "viral clearance study", "pharma 17", "antibody a-5", "nothing of this"):
        figures[f"find {text!r}"] = took(partial(desk.find, text))
    figures["suppliers listed"] = took(desk.suppliers)
    supplier = desk.suppliers()[0].name
    figures["a supplier's offers and items"] = took(lambda: (desk.supplier(supplier), desk.supplier_items(supplier)))
    figures["prices of a scope item"] = took(lambda: desk.prices("ppq"))
    offer = desk.document(middle)["offers"][0]
    titles = iter(range(1000))
    put = lambda: desk.put_offer(middle, offer | {"title": f"T{next(titles)}"}, request="Edit")  # noqa: E731
    figures["an offer edited"] = took(put)
    figures["undo"] = took(lambda: desk.undo(middle), 3)
    figures["history of a case"] = took(lambda: desk.history(middle), 3)
    figures["library checked"] = took(desk.check, 1)
    figures["backup made and checked"] = took(desk.backup, 1)
    desk.end()
    return figures


def _hold(desk: Desk) -> None:
    desk.begin()
    desk.cases()


def _list(path: Path) -> None:
    command = [sys.executable, "-m", "cdmo_desk", "--library", str(path), "case", "list"]
    subprocess.run(command, check=True, capture_output=True)


def main() -> None:
    """Generate both libraries, measure, print."""
    told = argparse.ArgumentParser(description=__doc__)
    told.add_argument("--small", action="store_true", help="100 and 10 cases")
    told.add_argument("--keep", type=Path, help="a folder to keep the libraries in")
    chosen = told.parse_args()
    large = 100 if chosen.small else 1000
    with tempfile.TemporaryDirectory() as folder:
        place = chosen.keep or Path(folder)
        found = []
        for cases in (large // 10, large):
            path = place / f"{cases}.sqlite"
            began = time.perf_counter()
            if not path.exists():
                generate(path, cases)
            size = path.stat().st_size / 1e6
            print(
                f"{cases} cases, {cases * OFFERS:,} offers, {cases * OFFERS * LINES:,} lines: {size:,.0f} MB, "
                f"generated in {time.perf_counter() - began:.0f} s",
                flush=True,
            )
            found.append(measure(path))
        small, big = found
        print(f"\n{'':32}{'a tenth':>11}{'computing':>12}{'whole':>14}{'computing':>12}{'growth':>9}")
        for name, after in big.items():
            before = small[name]
            growth = after.computing / before.computing if before.computing >= LEAST else math.nan
            print(
                f"{name:32}{before.whole:>8,.0f} ms{before.computing:>9,.0f} ms{after.whole:>11,.0f} ms"
                f"{after.computing:>9,.0f} ms{growth:>8.1f}×"
            )


if __name__ == "__main__":
    main()
