"""Sign-off of a case: its route in order, frozen while signed, rejected, begun anew; what is shown is signed."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import page
import pytest
from click.testing import CliRunner, Result

from cdmo_desk.cli import main
from cdmo_desk.desk import Desk
from cdmo_desk.problem import Refused
from cdmo_desk.signing.contents import contents
from tests.conftest import EXAMPLES
from tests.signing.approval.conftest import CASE, PEOPLE, edit, ready, sign
from tests.signing.conftest import PASSPHRASE, WHEN


def test_three_people_sign_in_order_and_anybody_can_verify(desk: Desk, tmp_path: Path) -> None:
    for count, role in enumerate(PEOPLE, start=1):
        done = sign(desk, role)
        assert done.approval.done == count
        assert done.approval.state == ("approved" if count == 3 else "frozen")
    path = tmp_path / "signed.pdf"
    path.write_bytes(desk.signed_paper(done.approval.file))
    verdict = desk.verify(path)
    assert verdict.status == 0, verdict
    assert verdict.recomputed is not None
    assert verdict.recomputed.figures > 100
    assert [found.name for found in verdict.signatures] == list(PEOPLE.values())
    assert verdict.record == ready(desk).record
    assert desk.check() == []
    elsewhere = Desk(tmp_path / "none.sqlite").verify(path)
    assert elsewhere.status == 1
    assert elsewhere.is_unaltered
    assert not (tmp_path / "none.sqlite").exists()
    with pytest.raises(Refused, match="nothing is left to sign"):
        sign(desk, "approved")


def test_the_file_of_the_first_signature_is_for_the_archive(desk: Desk) -> None:
    done = sign(desk, "prepared")
    report = page.validate_pdf_bytes(desk.signed_paper(done.approval.file), profile="PDF/A-3b")
    assert report.is_compliant, [(found.rule_id, found.message) for found in report.failures]


def test_what_was_shown_is_what_is_signed(desk: Desk) -> None:
    seen = ready(desk)
    done = sign(desk, "prepared", seen)
    signed = desk.signed_paper(done.approval.file)
    assert signed.startswith(seen.content)
    assert contents(signed).record_hash == seen.record
    frozen = done.approval.frozen
    assert frozen is not None
    assert (frozen.record, frozen.file) == (seen.record, seen.file)


def test_a_case_that_changed_meanwhile_is_not_signed(desk: Desk) -> None:
    seen = ready(desk)
    edit(desk, title="Another title")
    with pytest.raises(Refused, match="has changed since it was shown"):
        sign(desk, "prepared", seen)
    assert not desk.approval(CASE).is_frozen


def test_a_sign_off_that_went_on_meanwhile_is_not_signed(desk: Desk) -> None:
    seen = ready(desk)
    sign(desk, "prepared", seen)
    with pytest.raises(Refused, match="has changed since it was shown"):
        sign(desk, "reviewed", seen)


def test_bytes_other_than_those_of_the_case_are_not_signed(desk: Desk) -> None:
    sign(desk, "prepared")
    seen = ready(desk)
    copy = bytearray(seen.content)
    copy[len(copy) // 2] ^= 1
    with pytest.raises(Refused):
        sign(desk, "reviewed", replace(seen, content=bytes(copy)))


def test_nobody_signs_out_of_turn_or_for_another(desk: Desk) -> None:
    with pytest.raises(Refused, match="Next in the route is “prepared”"):
        sign(desk, "approved")
    with pytest.raises(Refused, match="names Marta Lindqvist as prepared"):
        sign(desk, "prepared", name="Jonas Weber")
    with pytest.raises(Refused, match="passphrase is wrong"):
        desk.sign_case(ready(desk), "wrong wrong", role="prepared", meaning="x", identity=PEOPLE["prepared"])
    assert not desk.approval(CASE).is_frozen


def test_a_signed_case_takes_no_edit_until_a_new_revision(desk: Desk, tmp_path: Path) -> None:
    first = sign(desk, "prepared").approval.file
    before = desk.document(CASE)
    for request in (
        lambda: edit(desk, title="Mine"),
        lambda: desk.remove_offer(CASE, before["offers"][0]["id"], request="Remove"),
        lambda: desk.put_offer(CASE, before["offers"][0] | {"title": "x"}, request="Change"),
        lambda: desk.remove_case(CASE),
        lambda: desk.import_case(EXAMPLES / f"{CASE}.json", replace=True),
    ):
        with pytest.raises(Refused, match="This case is signed"):
            request()
    assert desk.document(CASE) == before
    done = desk.new_revision(CASE, "Prices changed")
    assert (done.approval.revision, done.approval.state) == (2, "open")
    edit(desk, title="Mine")
    second = sign(desk, "prepared").approval
    assert [(paper.revision, paper.state) for paper in second.papers] == [(2, "current"), (1, "superseded")]
    assert second.papers[1].file == first
    path = tmp_path / "old.pdf"
    path.write_bytes(desk.signed_paper(first))
    verdict = desk.verify(path)
    assert verdict.is_unaltered
    assert "It is superseded: it is of revision 1, and the case is at 2." in verdict.doubts


def test_what_was_signed_cannot_be_undone(desk: Desk) -> None:
    sign(desk, "prepared")
    for _ in range(2):
        with pytest.raises(Refused, match="Start a new revision"):
            desk.undo(CASE)
    assert desk.undoable(CASE) == (None, None)
    desk.new_revision(CASE)
    edit(desk, title="Mine")
    desk.undo(CASE)
    with pytest.raises(Refused, match="Start a new revision"):
        desk.undo(CASE)
    assert desk.approval(CASE).papers[0].state == "superseded"


def test_a_file_of_the_case_signed_by_command_goes_on_along_the_route(desk: Desk, tmp_path: Path) -> None:
    first = sign(desk, "prepared").approval.file
    path, secret = tmp_path / "paper.pdf", tmp_path / "secret"
    path.write_bytes(desk.signed_paper(first))
    secret.write_text(PASSPHRASE, encoding="utf-8")
    words = ("--library", str(desk.path), "sign", str(path), "--meaning", "I agree", "--passphrase-file", str(secret))

    def run(role: str) -> Result:
        return CliRunner().invoke(main, [*words, "--role", role, "--identity", PEOPLE[role]])

    assert run("approved").exit_code == 2, "it is not her turn"
    assert desk.approval(CASE).done == 1
    made = run("reviewed")
    assert made.exit_code == 0, made.output
    assert "Still to be signed: Priya Raman (approved)." in made.output
    found = desk.approval(CASE)
    assert (found.done, found.next and found.next.role) == (2, "approved")
    assert desk.signed_paper(found.file) == path.read_bytes()
    path.write_bytes(desk.signed_paper(first))
    again = run("approved")
    assert again.exit_code == 2
    assert "is not the document of case tablet-certain as it now stands" in again.output
    assert path.read_bytes() == desk.signed_paper(first)


def test_a_rejection_needs_a_reason_and_ends_the_revision(desk: Desk) -> None:
    sign(desk, "prepared")
    with pytest.raises(Refused, match="Say why"):
        desk.reject(CASE, " \n")
    done = desk.reject(CASE, "The plug for technology transfer is too low")
    assert done.approval.state == "rejected"
    assert done.approval.steps[1].state == "rejected"
    assert done.approval.papers[0].state == "rejected"
    with pytest.raises(Refused, match="was rejected"):
        sign(desk, "reviewed")
    entry = desk.audit(CASE)[-1]
    assert entry.request == "Reject as reviewed: Jonas Weber"
    assert entry.why == "The plug for technology transfer is too low"
    assert desk.new_revision(CASE).approval.state == "open"


def test_every_step_is_in_the_journal(desk: Desk) -> None:
    sign(desk, "prepared")
    desk.reject(CASE, "No")
    desk.new_revision(CASE, "Again")
    said = [entry.request for entry in desk.audit(CASE)][-3:]
    assert said == ["Sign as prepared: Marta Lindqvist", "Reject as reviewed: Jonas Weber", "Start revision 2"]


def test_a_sign_off_makes_a_verified_backup(desk: Desk) -> None:
    sign(desk, "prepared")
    assert [found.reason for found in desk.backups()][:1] == ["signoff"]


@pytest.mark.parametrize("back", [timedelta(minutes=1), timedelta(days=20000)])
def test_a_clock_set_back_is_an_event_and_a_warning(desk: Desk, back: timedelta) -> None:
    seen = ready(desk)
    desk.clock = lambda: WHEN - back
    if back.days:
        with pytest.raises(Refused, match="is valid from"):
            sign(desk, "prepared", seen)
    else:
        warnings = sign(desk, "prepared", seen).warnings
        assert "clock stands before the last entry" in warnings[0]
    with desk.library(read_only=True) as library:
        entries = list(library.journal())
    assert [entry.sequence for entry in entries] == list(range(1, len(entries) + 1))
    assert any(entry.request.startswith("The clock stands before") for entry in entries)
    assert desk.check() == []


@pytest.mark.parametrize("name", ["case.json", "results.json", "record.json"])
def test_attachments_removed_or_swapped_are_seen(desk: Desk, tmp_path: Path, name: str) -> None:
    import pikepdf

    attached: Any = pikepdf.AttachedFileSpec
    path = tmp_path / "paper.pdf"
    path.write_bytes(ready(desk).content)
    assert contents(path.read_bytes()).problems == ()
    for change in ("removed", "swapped"):
        with pikepdf.open(path) as opened:
            content = opened.attachments[name].get_file().read_bytes()
            del opened.attachments[name]
            if change == "swapped":
                other = content.replace(b"Tablet", b"Capsule").replace(b'"trials": 0', b'"trials": 1')
                opened.attachments[name] = attached(opened, other + b" ", filename=name)
            opened.save(tmp_path / "other.pdf")
        found = contents((tmp_path / "other.pdf").read_bytes())
        if name == "record.json" and change == "swapped":
            assert found.problems or not found.record or found.record["trials"] == 1
        else:
            assert found.problems or not found.is_ours
    verdict = desk.verify(tmp_path / "other.pdf")
    assert verdict.status == 1


def test_results_made_up_come_out_as_different_figures(desk: Desk) -> None:
    from cdmo_desk.signing.recompute import recompute

    found = contents(ready(desk).content)
    plain = json.loads(found.files["results.json"])
    offer = next(iter(plain["offers"]))
    plain["offers"][offer]["base"]["cash"] += 1.0
    forged = replace(found, files=found.files | {"results.json": json.dumps(plain).encode()})
    again, _ = recompute(forged, forged.case(), lambda case, trials, seed: desk.compare(case, trials=trials, seed=seed))
    (figure,) = again.differing
    assert figure.place == f"offers.{offer}.base.cash"
    assert "1 of" in again.says


def test_a_page_that_shows_other_figures_is_seen(desk: Desk) -> None:
    """That its own pages are taken as they are is what the status 0 of a signed document says."""
    from cdmo_desk.signing.recompute import other_pages

    found = contents(ready(desk).content)
    case = found.case()
    comparison = desk.compare(case, trials=0)
    page_one = found.pages[0].replace("2.0", "1.9", 1)
    assert page_one != found.pages[0]
    says = other_pages(replace(found, pages=(page_one, *found.pages[1:])), case, comparison)
    assert says.startswith("Page 1 shows other figures")
