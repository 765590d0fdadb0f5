"""Many cases at once: by processes, by a cluster, each the same as alone."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from click.testing import CliRunner

from cdmo_desk import document, portfolio
from cdmo_desk.cli import main
from cdmo_desk.desk import Desk
from cdmo_desk.evaluation import compare
from cdmo_desk.problem import Refused
from tests.conftest import EXAMPLES, example

NAMES = ("adc-first-in-human", "gate-paths", "price-weight-60", "tablet-certain")
CLUSTER = """
import sys
from click.testing import CliRunner
from distributed import LocalCluster
from cdmo_desk.cli import main

if __name__ == "__main__":
    given = {"dashboard_address": None, "host": "127.0.0.1", "protocol": "tcp://", "threads_per_worker": 1}
    workers = int(sys.argv[2])
    with LocalCluster(n_workers=workers, processes=workers > 1, **given) as cluster:
        asked = ["portfolio", sys.argv[1], "--trials", "512", "--json", "--scheduler", cluster.scheduler_address]
        done = CliRunner().invoke(main, asked)
        print(done.stdout)
        sys.exit(done.exit_code)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "cases"
    made.mkdir()
    for name in NAMES:
        (made / f"{name}.json").write_bytes((EXAMPLES / f"{name}.json").read_bytes())
    return made


def test_each_case_is_as_it_is_alone(folder: Path) -> None:
    done = CliRunner().invoke(main, ["portfolio", str(folder), "--trials", "512", "--json"])
    assert done.exit_code == 0, done.stderr
    found = {case["case"]: case for case in json.loads(done.stdout)}
    assert set(found) == set(NAMES)
    for name in NAMES:
        alone = compare(document.read(example(name)), trials=512)
        assert found[name]["recommendation"] == alone.recommendation.offer
        for offer, figures in found[name]["offers"].items():
            risk = alone.offers[offer].risk
            assert risk is not None
            assert figures["mean_present_cost"] == risk.present_cost.mean
            assert figures["cash"] == alone.offers[offer].base.cash


@pytest.mark.parametrize("workers", [1, pytest.param(2, marks=pytest.mark.soak)])
def test_a_cluster_computes_the_same(folder: Path, tmp_path: Path, workers: int) -> None:
    for name in NAMES[2:]:
        (folder / f"{name}.json").unlink()
    script = tmp_path / "on_cluster.py"
    script.write_text(CLUSTER)
    done = subprocess.run(
        [sys.executable, str(script), str(folder), str(workers)],
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    with ThreadPoolExecutor(1) as one:
        found = portfolio.documents(folder, Desk(tmp_path / "none.sqlite"))
        expected = list(portfolio.portfolio(found, one, trials=512, seed=1))
    assert json.loads(done.stdout) == json.loads(json.dumps(expected))


def test_what_cannot_be_read_is_named_and_the_rest_is_done(folder: Path) -> None:
    (folder / "broken.json").write_text("{")
    (folder / "parcel.cdmo").write_bytes(b"no zip")
    done = CliRunner().invoke(main, ["portfolio", str(folder), "--trials", "0"])
    assert done.exit_code == 1
    assert "broken.json: " in done.stderr
    assert "parcel.cdmo: " in done.stderr
    assert "gate-paths" in done.stdout
    assert "points" in done.stdout


def test_cases_of_a_library(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "library.sqlite")
    for name in NAMES[:2]:
        desk.import_case(EXAMPLES / f"{name}.json")
    found = portfolio.documents(desk.path, desk)
    assert [name for name, _ in found] == sorted(NAMES[:2])


def test_nothing_to_evaluate_is_said(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "library.sqlite")
    with pytest.raises(Refused, match="has no case documents"):
        portfolio.documents(tmp_path, desk)
    with pytest.raises(Refused, match="no library"):
        portfolio.documents(tmp_path / "missing.sqlite", desk)


@pytest.mark.parametrize("address", ["nonsense", "tcp://10.0.0.5", "http://10.0.0.5:8786", "tcp://h:123456"])
def test_an_address_that_is_none_is_said(address: str) -> None:
    with pytest.raises(Refused, match="must look like"), portfolio.cluster(address):
        pass


def test_a_scheduler_that_does_not_answer_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise ConnectionRefusedError(111, "Connection refused")

    monkeypatch.setattr(portfolio, "create_connection", refuse)
    with pytest.raises(Refused, match="does not answer"), portfolio.cluster("tcp://127.0.0.1:9"):
        pass
