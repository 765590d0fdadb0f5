"""What was corrected once is known the next time, even where columns have moved; and it can be handed on."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from cdmo_desk.desk import Desk
from cdmo_desk.intake.corrections import NONE, Decision, line_key
from cdmo_desk.intake.profiles import EMPTY, Head, Known, Profile, applied, learned, suited
from cdmo_desk.intake.profiles_json import as_plain, from_plain, handed_on, taken_over
from cdmo_desk.problem import Refused
from tests.intake.test_corrections import made

SCOPE = {"transfer": "Technology transfer", "stability": "Stability programme"}
FIRST: list[list[Any]] = [
    ["Alder Biologics"],
    ["Item", "Description", "Anzahl ca.", "Unit", "Unit Price", "Amount", "Remarks"],
    ["1", "Kick-off meeting", 2, "day", 1000, 2000, None],
    ["2", "Internal handling", 1, "lump", 5000, 5000, None],
    ["3", "Study plan", 1, "each", 10, 10, None],
]
MOVED: list[list[Any]] = [
    ["Alder Biologics"],
    [],
    ["Description", "Item", "Remarks", "Unit Price", "Unit", "Anzahl ca.", "Amount"],
    ["Study plan", "1", None, 10, "each", 1, 10],
    ["Internal handling", "2", None, 5000, "lump", 1, 5000],
]


def accepted(tmp_path: Path, rows: list[list[Any]] | None = None) -> Any:
    """Return a file as a person corrected it."""
    reading = made(tmp_path, FIRST if rows is None else rows)
    line = next(line for line in reading.quote.lines if line.description == "Study plan")
    said = NONE.with_area("Offer", 2, roles={"C": "ignored"}).with_kinds("Offer", {4: "ignored"})
    said = said.with_line(line_key(line.sheet, line.row, line.cells), scope="stability")
    return reading.corrected(said)


def test_corrections_are_found_again_where_columns_moved(tmp_path: Path) -> None:
    profile = learned(accepted(tmp_path), SCOPE)
    other = made(tmp_path, MOVED, "next.xlsx")
    found = suited(other, [EMPTY, profile])
    assert found == (profile, "headings")
    said = applied(profile, other, {"stab-2": "Stability programme"})
    assert said.of("Offer").areas[0].roles == {"F": "ignored"}
    assert said.of("Offer").kinds == {5: "ignored"}
    assert list(said.lines.values()) == [Decision(scope="stab-2")]
    read = other.corrected(said)
    assert [(line.description, line.quantity) for line in read.quote.lines] == [("Study plan", None)]


def test_a_scope_item_that_the_case_has_not_is_left_to_suggestion(tmp_path: Path) -> None:
    profile = learned(accepted(tmp_path), SCOPE)
    assert not applied(profile, made(tmp_path, MOVED, "next.xlsx"), {"other": "Something else"}).lines


def test_another_suppliers_file_of_the_same_headings_is_left_alone(tmp_path: Path) -> None:
    profile = learned(accepted(tmp_path), SCOPE)
    assert suited(made(tmp_path, [["Birch Pharma GmbH"], *FIRST[1:]], "other.xlsx"), [profile]) is None


def test_the_supplier_is_enough_where_headings_differ(tmp_path: Path) -> None:
    profile = learned(accepted(tmp_path), SCOPE)
    rows: list[list[Any]] = [["Alder Biologics"], ["Work", "Price EUR"], ["Internal handling", 5], ["Study plan", 7]]
    other = made(tmp_path, rows, "third.xlsx")
    assert suited(other, [profile]) == (profile, "supplier")
    assert applied(profile, other, SCOPE).of("Offer").kinds == {3: "ignored"}


def test_a_table_that_recognition_misses_is_found_by_its_headings(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["alpha", "beta"], ["Kick-off", 5], ["Study plan", 7]]
    reading = made(tmp_path, rows)
    read = reading.corrected(NONE.with_area("Offer", 1, roles={"A": "description", "B": "amount"}))
    profile = learned(read, {})
    shifted: list[list[Any]] = [["A note on top"], [], *([None, *row] for row in rows)]
    other = made(tmp_path, shifted, "shifted.xlsx")
    assert [line.amount for line in other.corrected(applied(profile, other, {})).quote.lines] == [5, 7]


def test_styles_units_and_facts_are_remembered(tmp_path: Path) -> None:
    said = NONE.with_sheet("Offer", numbers="comma", scale=Decimal(1000))
    reading = made(tmp_path, FIRST)
    profile = learned(reading.corrected(said), {})
    again = applied(profile, reading, {})
    assert again.of("Offer").areas[0].scale == 1000
    assert set(again.of("Offer").areas[0].numbers.values()) == {"comma"}


def test_nothing_corrected_is_nothing_learned(tmp_path: Path) -> None:
    assert learned(made(tmp_path, FIRST), SCOPE).is_empty
    assert not learned(accepted(tmp_path), SCOPE).is_empty


def test_what_was_learned_before_stays(tmp_path: Path) -> None:
    first = learned(accepted(tmp_path), SCOPE)
    second = learned(made(tmp_path, FIRST).corrected(NONE.with_kinds("Offer", {3: "ignored"})), SCOPE, first)
    assert set(second.rows) == {"internal handling", "kick off meeting"}
    assert second.lines == first.lines


WHOLE = Profile(
    "Alder",
    (Head(("amount", "item"), {"item": "number"}, {"amount": "comma"}, "dot", Decimal(1000), ignored=True),),
    "EUR",
    "day",
    frozenset({"Cover"}),
    {"handling": "ignored"},
    {"study plan": Known("optional", "stability", "Stability programme", None)},
    "Alder Ltd",
)


def test_profiles_are_plain_json_and_back() -> None:
    assert from_plain(json.loads(json.dumps(as_plain(WHOLE)))) == WHOLE
    assert taken_over(handed_on([WHOLE, EMPTY])) == [WHOLE, EMPTY]


@pytest.mark.parametrize(
    "raw",
    [
        [],
        {"format": "other"},
        {"format": "cdmo-desk-profiles", "profiles": [4]},
        {"format": "cdmo-desk-profiles", "profiles": [{"colour": 1}]},
        {"format": "cdmo-desk-profiles", "profiles": [{"heads": [{"texts": ["a"], "roles": {"a": "crown"}}]}]},
        {"format": "cdmo-desk-profiles", "profiles": [{"heads": [{"texts": ["a"], "scale": "NaN"}]}]},
        {"format": "cdmo-desk-profiles", "profiles": [{"lines": {"a": {"basis": "free"}}}]},
        {"format": "cdmo-desk-profiles", "profiles": [{"dates": "year"}]},
    ],
)
def test_a_file_that_is_none_of_profiles_is_refused(raw: Any) -> None:
    with pytest.raises(Refused):
        taken_over(raw)


def test_profiles_are_kept_handed_on_and_forgotten(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "library.sqlite", who="Tester")
    assert desk.profiles() == []
    learned_now = desk.learn_profile(accepted(tmp_path), SCOPE)
    assert desk.profiles() == [learned_now]
    out = tmp_path / "profiles.json"
    assert desk.export_profiles(out) == 1
    other = Desk(tmp_path / "other.sqlite", who="Tester")
    assert other.import_profiles(out) == 1
    assert other.profiles() == desk.profiles()
    with pytest.raises(Refused, match="Alder Biologics"):
        desk.forget_profile("Birch")
    desk.forget_profile("Alder Biologics")
    assert desk.profiles() == []
    assert not desk.check()
    assert not other.check()
