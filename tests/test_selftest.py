"""The self-test: it finds all well, and finds what is not."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pytest
from click.testing import CliRunner

from cdmo_desk import selftest
from cdmo_desk.cli import main
from cdmo_desk.evaluation import as_json
from cdmo_desk.reports.proof import write

AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def proof() -> selftest.Proof:
    return selftest.prove(AT, trials=8192)


def test_every_worked_example_agrees(proof: selftest.Proof) -> None:
    assert proof.passed, [(found.name, found.wrong[:3]) for found in proof.examples if found.wrong]
    assert sum(len(found.figures) for found in proof.examples) > 900
    assert all(found.source and found.says for found in proof.examples[:10])


def test_figures_of_the_simulation_are_among_those_compared(proof: selftest.Proof) -> None:
    register = next(found for found in proof.examples if found.name == "risk-register")
    assert {"offers.register.risk.cost.p80", "offers.register.risk.cost.cvar95"} <= {f.place for f in register.figures}


def test_a_wrong_engine_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def tampered(*arguments: Any, **options: Any) -> dict[str, Any]:
        made = as_json(*arguments, **options)
        for figures in made["offers"].values():
            figures["base"]["contract"] *= 1.00001
        return made

    monkeypatch.setattr("cdmo_desk.evaluation.as_json", tampered)
    found = selftest.prove(AT, trials=256)
    assert not found.passed
    assert all(any(figure.place.endswith("contract") for figure in example.wrong) for example in found.examples[:5])


def test_a_figure_that_is_missing_does_not_agree() -> None:
    assert not selftest.Figure("offers.a.base.cost", 1.0, None, 1.0).agrees
    assert not selftest.Figure("offers.a.base.cost", 1.0, float("nan"), 1.0).agrees


def test_the_command_says_so_and_writes_evidence(tmp_path: Path) -> None:
    path = tmp_path / "proof.pdf"
    done = CliRunner().invoke(main, ["selftest", "--json", "-o", str(path)])
    assert done.exit_code == 0, done.stderr
    assert json.loads(done.stdout)["passed"] is True
    document = pypdfium2.PdfDocument(path)
    text = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    assert "410,500" in text or "410500" in text
    assert "TenStep" in text


def test_evidence_says_what_differs(proof: selftest.Proof, tmp_path: Path) -> None:
    wrong = selftest.Figure("offers.a.base.cost", 1.0, 2.0, 1e-6)
    bad = selftest.Example("made-up", "Made up", "", "", (wrong,))
    write(tmp_path / "bad.pdf", selftest.Proof(AT, "0", proof.machine, 1, (bad,)))
    document = pypdfium2.PdfDocument(tmp_path / "bad.pdf")
    text = document[0].get_textpage().get_text_range()
    document.close()
    assert "do not use this installation" in text
