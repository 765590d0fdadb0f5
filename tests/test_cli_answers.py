"""Answers, what-ifs and differences as a person types them."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from cdmo_desk.cli import main
from tests.conftest import EXAMPLES, example

MAB = str(EXAMPLES / "mab-launch.json")


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def printed(*words: str | Path) -> dict[str, Any]:
    result = run(*words, "--json")
    assert result.exit_code == 0, result.output
    made: dict[str, Any] = json.loads(result.stdout)
    return made


def test_answers_stand_in_the_json_where_they_are_asked_for() -> None:
    found = printed("compare", MAB, "--trials", "0", "--answers")
    assert found["answers"]["over_trials"] is None
    assert found["answers"]["at_likely"]["swings"]["hybrid"][0]["input"] == "gates.Phase III readout"
    assert "answers" not in printed("compare", MAB, "--trials", "0")


def test_answers_are_printed_as_tables() -> None:
    result = run("compare", MAB, "--trials", "64", "--answers")
    assert result.exit_code == 0
    for title in ("Walk-away prices", "Who wins where", "Stop here, still owe", "Questions to the suppliers"):
        assert title in result.stdout


@pytest.mark.soak
def test_the_same_seed_gives_the_same_answers() -> None:
    one, other = (printed("compare", MAB, "--trials", "64", "--seed", "5", "--answers")["answers"] for _ in range(2))
    assert one == other


def test_an_input_is_changed_for_one_comparison() -> None:
    plan = printed("compare", MAB, "--trials", "0")
    changed = printed("compare", MAB, "--trials", "0", "--set", "fx.EUR.rate=1.5", "--set", "demand*=1.2")
    assert changed["offers"]["hybrid"]["base"]["cash"] > 1.3 * plan["offers"]["hybrid"]["base"]["cash"]
    assert changed["offers"]["ffs"]["base"]["cash"] < 1.3 * plan["offers"]["ffs"]["base"]["cash"]


def test_a_change_is_told_against_the_plan() -> None:
    words = ("compare", MAB, "--trials", "0", "--set", "offers[hybrid].terms[per_batch].tiers*=1.5", "--against", MAB)
    found = printed(*words)["against"]
    assert found["choice_changes"] is True
    assert found["offers"]["hybrid"]["mean"]["by"] > 0
    assert "The recommendation changes from F Castell to D Castell." in " ".join(run(*words).stdout.split())


def test_a_named_scenario_is_compared(tmp_path: Path) -> None:
    plain = example("mab-launch")
    plain["case"]["scenarios"] = [{"name": "Half", "changes": {"demand": {"times": 0.5}}}]
    path = tmp_path / "case.json"
    path.write_text(json.dumps(plain), encoding="utf-8")
    half = printed("compare", path, "--trials", "0", "--scenario", "Half")
    stress = printed("compare", path, "--trials", "0")["offers"]["ffs"]["stress"]["Demand halves"]
    assert half["offers"]["ffs"]["base"]["cash"] == pytest.approx(stress["cash"])


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--set", "discount_rate"), "--set must be a path and a value"),
        (("--set", "=1"), "--set must be a path and a value"),
        (("--set", "discount_rate=high"), "must be a number"),
        (("--set", "nothing=1"), "not a known field"),
        (("--scenario", "Nobody's"), "it has none at all"),
        (("--against", "nowhere.json"), "nowhere.json"),
    ],
)
def test_a_mistake_is_told_in_a_clear_line(words: tuple[str, ...], says: str) -> None:
    result = run("compare", MAB, "--trials", "0", *words)
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    assert says in result.stderr
    assert "Traceback" not in result.stderr
