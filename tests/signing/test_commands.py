"""The commands identity, sign and verify, as a person types them."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cdmo_desk.cli import main
from cdmo_desk.desk import Desk
from tests.conftest import EXAMPLES
from tests.signing.conftest import PASSPHRASE, paper

CASE = EXAMPLES / "tablet-certain.json"


def run(folder: Path, *words: str, given: str = "") -> Result:
    """Run a command over a library in a folder."""
    return CliRunner().invoke(main, ["--library", str(folder / "library.sqlite"), *words], input=given)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a passphrase in a file, and an identity under it."""
    (tmp_path / "secret").write_text(f"{PASSPHRASE}\nnothing else is read\n", encoding="utf-8")
    words = ("identity", "new", "--name", "Marta Lindqvist", "--passphrase-file", str(tmp_path / "secret"))
    made = run(tmp_path, *words)
    assert made.exit_code == 0, made.output
    assert "SHA-256" in made.output
    return tmp_path


def sign(folder: Path, path: Path, *more: str) -> Result:
    given = ("--identity", "Marta Lindqvist", "--role", "prepared", "--meaning", "I prepared it")
    return run(folder, "sign", str(path), *given, "--passphrase-file", str(folder / "secret"), *more)


@pytest.mark.soak
def test_a_draft_is_signed_as_the_document_for_signature_and_verified(folder: Path) -> None:
    draft, signed = folder / "draft.pdf", folder / "signed.pdf"
    assert run(folder, "report", str(CASE), "--trials", "0", "-o", str(draft)).exit_code == 0
    before = draft.read_bytes()
    made = sign(folder, draft, "-o", str(signed))
    assert made.exit_code == 0, made.output
    assert "Still to be signed: reviewed, approved." in made.output
    assert draft.read_bytes() == before

    verdict = run(folder, "verify", str(signed), "--json")
    assert verdict.exit_code == 0, verdict.output
    plain = json.loads(verdict.output)
    assert plain["status"] == 0
    assert plain["unaltered"] is True
    assert plain["signatures"][0]["name"] == "Marta Lindqvist"
    assert plain["recomputed"]["differing"] == []
    words = run(folder, "verify", str(signed))
    assert "prepared: Marta Lindqvist" in words.output
    assert "come out the same" in words.output

    assert run(folder, "verify", str(draft)).exit_code == 1
    elsewhere = CliRunner().invoke(main, ["--library", str(folder / "none.sqlite"), "verify", str(signed)])
    assert elsewhere.exit_code == 1
    assert "not known here" in elsewhere.output
    assert not (folder / "none.sqlite").exists()

    signed.write_bytes(signed.read_bytes() + b"\n")
    assert run(folder, "verify", str(signed)).exit_code == 1


@pytest.mark.soak
def test_hashes_alone_are_computed_again_from_the_library(folder: Path) -> None:
    path = folder / "hashes.pdf"
    assert run(folder, "case", "import", str(CASE)).exit_code == 0
    words = ("report", "tablet-certain", "--trials", "0", "--travel", "hashes", "--final", "-o", str(path))
    assert run(folder, *words).exit_code == 0
    assert sign(folder, path).exit_code == 0
    verdict = Desk(folder / "library.sqlite").verify(path)
    assert verdict.recomputed is not None
    assert "Computed again from the case in this library" in verdict.recomputed.says
    assert verdict.status == 0
    assert Desk(folder / "none.sqlite").verify(path).status == 1


def test_a_document_of_another_program_can_be_signed_and_is_called_so(folder: Path) -> None:
    path = folder / "letter.pdf"
    path.write_bytes(paper())
    assert sign(folder, path).exit_code == 0
    found = run(folder, "verify", str(path))
    assert found.exit_code == 1
    assert "not a document of this program" in found.output


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("verify", "missing.pdf"), "does not exist"),
        (("verify", "secret"), "not a PDF"),
        (("identity", "trust", "secret"), "no certificate"),
        (("identity", "export", "Nobody", "-o", "x.pem"), "There is no identity"),
        (("sign", "letter.pdf", "--role", "prepared", "--meaning", "x"), "either --identity NAME or --p12"),
    ],
)
def test_wrong_use_is_one_sentence_and_status_two(folder: Path, words: tuple[str, ...], says: str) -> None:
    (folder / "letter.pdf").write_bytes(paper())
    placed = [str(folder / word) if (folder / word).exists() or word.endswith(".pdf") else word for word in words]
    found = run(folder, *placed)
    assert found.exit_code == 2
    assert says in found.output
    assert "Traceback" not in found.output


def test_identities_are_listed_exported_and_trusted_after_a_question(folder: Path, tmp_path: Path) -> None:
    path = folder / "marta.pem"
    assert run(folder, "identity", "export", "marta lindqvist", "-o", str(path)).exit_code == 0
    other = tmp_path / "other"
    other.mkdir()
    assert run(other, "identity", "trust", str(path), given="n\n").exit_code == 2
    assert run(other, "identity", "trust", str(path), "--fingerprint", "00" * 32).exit_code == 2
    assert run(other, "identity", "trust", str(path), given="y\n").exit_code == 0
    (known,) = json.loads(run(other, "identity", "list", "--json").output)
    (mine,) = json.loads(run(folder, "identity", "list", "--json").output)
    assert known["fingerprint"] == mine["fingerprint"]
    assert (known["origin"], mine["origin"]) == ("trusted", "made")


def test_a_passphrase_is_asked_for_twice_when_it_is_made(tmp_path: Path) -> None:
    given = f"{PASSPHRASE}\n{PASSPHRASE}\n"
    assert run(tmp_path, "identity", "new", "--name", "Jonas Weber", given=given).exit_code == 0
    assert PASSPHRASE not in run(tmp_path, "identity", "list").output
