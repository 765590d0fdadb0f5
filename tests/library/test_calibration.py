"""What was paid in the end, entered and set against the forecasts before it."""

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from cdmo_desk import document
from cdmo_desk.cli import main
from cdmo_desk.contract.dossier import Actual
from cdmo_desk.desk import Desk
from cdmo_desk.evaluation import calibration as reckoned
from cdmo_desk.evaluation import compare
from cdmo_desk.problem import Refused
from cdmo_desk.sheets import calibration as sheets
from tests.conftest import example

CERTAIN, OFFER = example("tablet-certain"), "A"
OPEN = example("adc-first-in-human")


def paid(amount: str, day: str = "2029-06-30", category: str = "services") -> dict[str, str]:
    return {"date": day, "category": category, "amount": amount}


def actual(amount: str | float, day: str = "2029-06-30", category: str = "services") -> Actual:
    return Actual(date=date.fromisoformat(day), category=category, amount=amount)


def store(desk: Desk, name: str, plain: dict[str, object] | None = None) -> None:
    made = json.loads(json.dumps(plain or CERTAIN))
    made["case"]["id"] = name
    made["case"]["title"] = f"Case {name}"
    desk.store(made, request="Import case")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "library.sqlite", who="Ann")


@pytest.mark.parametrize(
    ("held", "of", "low", "high"),
    [(7, 12, 0.3195, 0.8067), (0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (90, 100, 0.8256, 0.9448)],
)
def test_wilsons_interval_is_as_published(held: int, of: int, low: float, high: float) -> None:
    assert list(reckoned.wilson(held, of)) == pytest.approx([low, high], abs=5e-5)


def test_a_certain_contract_holds_to_the_cent_and_breaks_above_it() -> None:
    case = document.read(CERTAIN)
    offer = next(one for one in case.offers if one.id == OFFER)
    supplier = compare(case, trials=0).offers[OFFER].base.supplier
    whole = reckoned.held(case.brief, offer, [actual(f"{supplier:.2f}")])
    assert whole is not None
    assert whole.p50 == whole.p90 == pytest.approx(supplier)
    assert (whole.in_half, whole.in_nine, whole.place) == (True, True, 1.0)
    more = reckoned.held(case.brief, offer, [actual(supplier), actual("0.01")])
    assert more is not None
    assert (more.in_half, more.in_nine) == (False, False)


def test_only_what_was_due_by_then_is_forecast_and_only_what_the_supplier_got_counts() -> None:
    case = document.read(CERTAIN)
    offer = next(one for one in case.offers if one.id == OFFER)
    early = reckoned.held(case.brief, offer, [actual("1", "2027-12-31"), actual("9", "2027-12-31", "sponsor")])
    late = reckoned.held(case.brief, offer, [actual("1"), actual("9", "2027-12-31", "sponsor")])
    assert early is not None
    assert late is not None
    assert early.paid == late.paid == 1.0
    assert 0 < early.p50 < late.p50
    assert reckoned.held(case.brief, offer, [actual("1", category="sponsor")]) is None
    assert reckoned.held(case.brief, offer, [actual("1", "2027-01-31")]) is None


def test_payments_at_a_quantile_stand_at_its_place() -> None:
    case = document.read(OPEN)
    offer = case.offers[0]
    first = reckoned.held(case.brief, offer, [actual(1)])
    assert first is not None
    assert first.p50 < first.p90
    for share, value in ((0.5, first.p50), (0.9, first.p90)):
        there = reckoned.held(case.brief, offer, [actual(value)])
        assert there is not None
        assert there.place == pytest.approx(share, abs=0.002)


def test_shares_come_with_their_interval_and_only_once_there_are_enough(desk: Desk) -> None:
    below, above = "1000000", "9000000"
    for number in range(10):
        store(desk, f"c{number}")
        desk.add_payments(f"c{number}", OFFER, [paid(below if number < 4 else above)])
        if number == 8:
            few = desk.calibration()
            assert (few.half, few.nine, few.missing) == (None, None, 1)
            assert "1 more is needed" in sheets.sentences(few)[0]
            assert sheets.calibration(few)[0].rows == ()
    found = desk.calibration()
    assert found.left_out == ()
    assert found.half is not None
    assert found.nine is not None
    assert (found.nine.held, found.nine.of, found.nine.share) == (4, 10, 0.4)
    assert (found.nine.low, found.nine.high) == reckoned.wilson(4, 10)
    assert found.half.has(0.5)
    assert not found.nine.has(0.9)
    _count, half, nine = sheets.sentences(found)
    assert "4 of 10 held, 40" in half
    assert "no sign" in half
    assert "too low" in nine
    done = CliRunner().invoke(main, ["--library", str(desk.path), "library", "calibration", "--json"])
    assert done.exit_code == 0
    told = json.loads(done.stdout)
    assert (told["missing"], told["p90"]["held"], told["p50"]["share"]) == (0, 4, 0.4)
    printed = CliRunner().invoke(main, ["--library", str(desk.path), "library", "calibration"]).stdout
    assert "17 % to 69 %" in printed
    assert "9,000,000 EUR" in printed


def test_the_forecast_is_the_one_before_the_payments_and_the_signed_one_if_there_is_one(desk: Desk) -> None:
    for name in ("plain", "signed", "came"):
        store(desk, name)
    # What came with its payments has no earlier state.
    came = desk.document("came")
    came["offers"][0]["actuals"] = [paid("5")]
    desk.store(came, request="Import case", replace=True)
    with desk.library() as library, library.change("Sign", "signed", "Ann", desk.clock()) as change:
        change.mark("signed", "note", "signed")
        change.close_to_undo("Signed.")
    p50 = {}
    for name in ("plain", "signed"):
        offer = desk.document(name)["offers"][0]
        offer["terms"][0]["unit_price"] = 2 * offer["terms"][0]["unit_price"]
        desk.put_offer(name, offer, request="Edit before")
        desk.add_payments(name, OFFER, [paid("5")])
        offer = desk.document(name)["offers"][0]
        offer["terms"][0]["unit_price"] = 9e9
        desk.put_offer(name, offer, request="Edit in hindsight")
    for outcome in desk.calibration().outcomes:
        p50[outcome.case] = outcome.held.p50
    assert {one.case: one.basis for one in desk.calibration().outcomes} == {
        "plain": "before",
        "signed": "signed",
        "came": "before",
    }
    assert p50["signed"] == p50["came"] < p50["plain"] < 1e9


def test_a_case_that_came_with_payments_is_forecast_as_it_stands(desk: Desk) -> None:
    plain = json.loads(json.dumps(CERTAIN))
    plain["offers"][0]["actuals"] = [paid("5")]
    store(desk, "came", plain)
    (outcome,) = desk.calibration().outcomes
    assert outcome.basis == "today"


def test_payments_are_added_read_from_a_file_removed_and_undone(desk: Desk, tmp_path: Path) -> None:
    store(desk, "one")
    command = ["--library", str(desk.path), "library", "paid", "one", OFFER]
    one = ["--date", "2028-03-01", "--category", "services", "--amount", "1000.50", "--source", "Invoice 7"]
    done = CliRunner().invoke(main, command + one)
    assert done.exit_code == 0, done.stderr
    assert "1,000.50" in done.stdout
    sheet = tmp_path / "paid.csv"
    sheet.write_text("\ufeffDate;Category;Amount\r\n2027-12-31;batches;20\r\n;;\r\n", "utf-8")
    told = json.loads(CliRunner().invoke(main, [*command, "--from", str(sheet), "--json"]).stdout)
    assert [found["amount"] for found in told] == ["20", "1000.50"]
    desk.remove_payment("one", OFFER, 0)
    assert [found["amount"] for found in desk.paid_on("one", OFFER)[2]] == ["1000.50"]
    desk.undo("one")
    assert desk.paid_on("one", OFFER)[2] == told
    desk.remove_payment("one", OFFER, 1)
    desk.remove_payment("one", OFFER, 0)
    assert "actuals" not in desk.document("one")["offers"][0]
    assert desk.calibration().outcomes == ()


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (["--amount", "5"], "needs --date, --category and --amount"),
        (["--date", "2028-01-01", "--category", "x", "--amount", "1e5"], "must be a decimal number"),
        (["--date", "2028-01-01", "--category", "x", "--amount", "1_000"], "must be a decimal number"),
    ],
)
def test_a_payment_that_is_none_is_refused(desk: Desk, given: list[str], says: str) -> None:
    store(desk, "one")
    done = CliRunner().invoke(main, ["--library", str(desk.path), "library", "paid", "one", OFFER, *given])
    assert done.exit_code == 2
    assert says in done.stderr
    assert desk.paid_on("one", OFFER)[2] == []


def test_a_file_without_the_columns_is_refused(desk: Desk, tmp_path: Path) -> None:
    sheet = tmp_path / "paid.csv"
    sheet.write_text("when,amount\n2028-01-01,5\n", "utf-8")
    with pytest.raises(Refused, match="lacks date, category"):
        desk.read_payments(sheet)
    sheet.write_text("date,category,amount\n\n", "utf-8")
    with pytest.raises(Refused, match="no payments"):
        desk.read_payments(sheet)
    sheet.write_bytes(b"")
    with pytest.raises(Refused, match="first line"):
        desk.read_payments(sheet)
