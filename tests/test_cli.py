"""The command line as a person types it: right answers, and every mistake answered in a clear line."""

import json
import os
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from cdmo_desk.cli import main
from tests.conftest import EXAMPLES, example

TABLET = str(EXAMPLES / "tablet-certain.json")


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def refused(*words: str | Path) -> str:
    """Run a command that must be refused, and return its clear line."""
    result = run(*words)
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    assert result.stderr.startswith("cdmo-desk: ")
    return result.stderr


def document(folder: Path, **changes: Any) -> Path:
    """Write a variant of a worked example."""
    plain = example("tablet-certain")
    plain["case"].update(changes)
    path = folder / "case.json"
    path.write_text(json.dumps(plain), encoding="utf-8")
    return path


def test_compare_prints_the_verdict_and_json() -> None:
    words = run("compare", TABLET, "--trials", "0")
    assert words.exit_code == 0
    assert "Brightline" in words.stdout

    plain = json.loads(run("compare", TABLET, "--trials", "50", "--seed", "9", "--json").stdout)
    assert plain["trials"] == 50
    assert plain["seed"] == 9
    assert plain["offers"]["A"]["base"]["cash"] == pytest.approx(2280000)
    assert plain["offers"]["C"]["risk"]["cheapest"] is None


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "not JSON"),
        (b"{", "not JSON"),
        (b"\xff\xfe", "UTF-8"),
        (b'{"format": "cdmo-desk/case", "version": 9}', "newer CDMO Desk"),
        (b'{"format": "x"}', "not a case document"),
    ],
)
def test_a_file_that_is_no_case_document_is_named_with_its_fault(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "case.json"
    path.write_bytes(content)

    says = refused("compare", path)

    assert words in says
    assert str(path) in says
    assert says.count("\n") == 1


def test_every_problem_of_a_document_is_listed(tmp_path: Path) -> None:
    path = document(tmp_path, demand=[[3, 2, 1]], horizon_years=0)
    plain = json.loads(path.read_text())
    plain["offers"][0]["terms"][0]["type"] = "barter"
    path.write_text(json.dumps(plain))

    says = refused("compare", path)

    assert "case.demand[0]: must ascend" in says
    assert "case.horizon_years: must be at least 1" in says
    assert "offers[0].terms[0]: is of an unknown type, 'barter'" in says


def test_wrong_use_is_answered_in_a_line(tmp_path: Path) -> None:
    library = tmp_path / "library.sqlite"
    assert "does not exist" in refused("compare", tmp_path / "nothing.json")
    assert "neither a file nor a case" in refused("--library", library, "compare", "nothing")
    assert "No such command" in refused("compere")
    assert "No such option" in refused("compare", TABLET, "--nonsense")
    assert "-5" in refused("compare", TABLET, "--trials", "-5")
    assert "no library" in refused("--library", library, "audit", "x")
    assert not library.exists()


def test_a_case_goes_in_and_out_of_the_library_unaltered(tmp_path: Path) -> None:
    library = tmp_path / "library.sqlite"
    path = document(tmp_path, **{"x-mine": {"kept": [1, None, 2.50]}})

    assert run("--library", library, "case", "import", path).exit_code == 0
    assert "already" in refused("--library", library, "case", "import", path)
    assert "tablet-certain" in run("--library", library, "case", "list").stdout
    assert "Oral solid dose" in run("--library", library, "case", "show", "tablet-certain").stdout
    assert run("--library", library, "compare", "tablet-certain", "--trials", "0").exit_code == 0
    assert run("--library", library, "case", "export", "tablet-certain", "-o", tmp_path / "out.json").exit_code == 0
    assert json.loads((tmp_path / "out.json").read_text("utf-8")) == json.loads(path.read_text("utf-8"))
    audit = json.loads(run("--library", library, "audit", "tablet-certain", "--json").stdout)
    assert [entry["request"] for entry in audit] == ["Import case from case.json"]
    assert run("--library", library, "library", "check").exit_code == 0


def test_a_library_is_backed_up_restored_and_passed_on_from_the_command_line(tmp_path: Path) -> None:
    library, other, sent = (
        ("--library", tmp_path / "a.sqlite"),
        ("--library", tmp_path / "b.sqlite"),
        tmp_path / "x.cdmo",
    )
    assert run(*library, "case", "import", TABLET).exit_code == 0
    assert "Wrote and verified" in run(*library, "library", "backup").stdout
    assert run(*library, "case", "undo", "tablet-certain").exit_code == 0
    looked = run(*library, "library", "restore", "--look").stdout
    assert "1 case, 1 change" in looked
    assert "tablet-certain" in looked
    assert "Restored" in run(*library, "library", "restore", "--yes").stdout
    assert run(*library, "case", "export", "tablet-certain", "-o", sent).exit_code == 0
    assert run(*other, "case", "import", sent).exit_code == 0
    assert "in another library" in run(*other, "audit", "tablet-certain").stdout
    assert "No change" in run(*other, "audit", "tablet-certain", "--who", "nobody of that name").stdout
    assert run("compare", sent, "--trials", "0").stdout == run("compare", TABLET, "--trials", "0").stdout
    assert "tablet-certain" in run(*other, "case", "find", "tablet").stdout
    assert "Archive" in run(*other, "case", "archive", "tablet-certain").stdout
    assert "tablet-certain" not in run(*other, "case", "list").stdout
    assert "tablet-certain" in run(*other, "case", "list", "--all").stdout
    assert run(*other, "case", "duplicate", "tablet-certain", "next").exit_code == 0
    assert "Suppliers" in run(*other, "library", "suppliers").stdout
    head = run(*other, "library", "head").stdout.strip()
    assert run(*other, "library", "check", "--head", head[:16]).exit_code == 0
    assert run(*other, "library", "check", "--head", "0123456789abcdef").exit_code == 1


def test_undo_and_redo_from_the_command_line(tmp_path: Path) -> None:
    library = tmp_path / "library.sqlite"
    new = ("case", "new", "--id", "one", "--title", "One", "--start", "2027-01-01", "--demand", "4,8")
    assert run("--library", library, *new).exit_code == 0
    assert "Undo: New case" in run("--library", library, "case", "undo", "one").stdout
    assert "no case" in refused("--library", library, "case", "show", "one")
    assert "Redo: New case" in run("--library", library, "case", "redo", "one").stdout
    assert "8" in run("--library", library, "case", "show", "one").stdout
    assert "nothing to redo" in refused("--library", library, "case", "redo", "one")


def test_a_new_case_with_faults_is_refused_and_makes_no_library(tmp_path: Path) -> None:
    library = tmp_path / "library.sqlite"
    new = ("case", "new", "--id", "one", "--title", "One", "--start", "2027-01-01")
    assert "ISO 4217" in refused("--library", library, *new, "--currency", "euro")
    assert "--demand" in refused("--library", library, *new, "--demand", "a,b")
    assert not library.exists()


def test_a_changed_library_is_found_out(tmp_path: Path) -> None:
    library = tmp_path / "library.sqlite"
    run("--library", library, "case", "import", TABLET)
    with sqlite3.connect(library) as connection:
        connection.execute("UPDATE terms SET data = replace(data, '180000', '190000')")
    connection.close()

    result = run("--library", library, "library", "check")

    assert result.exit_code == 1
    assert "terms" in result.stdout


def test_a_library_that_is_none_stays_as_it_is(tmp_path: Path) -> None:
    library = tmp_path / "library.sqlite"
    library.write_bytes(b"Not a library at all, but somebody's notes.")

    says = refused("--library", library, "case", "list")

    assert str(library) in says
    assert library.read_bytes() == b"Not a library at all, but somebody's notes."


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_permission_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        assert "cannot be" in refused("report", TABLET, "--trials", "0", "-o", tmp_path / "out.pdf")
    finally:
        tmp_path.chmod(0o700)


def test_output_into_a_folder_that_is_missing_or_a_folder_itself(tmp_path: Path) -> None:
    assert "cannot be written" in refused("report", TABLET, "--trials", "0", "-o", tmp_path / "no" / "out.pdf")
    assert "is a folder" in refused("report", TABLET, "--trials", "0", "-o", tmp_path)
    library = tmp_path / "library.sqlite"
    run("--library", library, "case", "import", TABLET)
    assert ".json" in refused("--library", library, "case", "export", "tablet-certain", "-o", tmp_path / "x.pdf")
    assert "does not exist" in refused(
        "--library", library, "case", "export", "tablet-certain", "-o", tmp_path / "no" / "x.json"
    )


def test_the_schema_is_json() -> None:
    assert json.loads(run("case", "schema").stdout)["title"] == "CDMO Desk case document"


def test_a_fault_of_ours_is_a_line_and_a_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError("something of ours")

    monkeypatch.setattr("cdmo_desk.cli.one_line.usual_library", lambda: tmp_path / "library.sqlite")
    monkeypatch.setattr("cdmo_desk.desk.Desk.compare", fail)

    result = run("compare", TABLET)

    assert result.exit_code == 70
    assert "Traceback" not in result.output
    assert "something of ours" in (tmp_path / "faults.log").read_text("utf-8")
