"""Sign-off of a case: its route in order, frozen while signed, rejected, begun anew; what is shown is signed."""

import json
import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import page
import pytest
from click.testing import CliRunner, Result

from cdmo_desk.cli import main
from cdmo_desk.desk import Desk
from cdmo_desk.desk.approval import Done, Ready
from cdmo_desk.problem import Refused
from cdmo_desk.signing import seal
from cdmo_desk.signing.contents import contents
from tests.conftest import EXAMPLES
from tests.signing.conftest import CHEAP, PASSPHRASE, WHEN

CASE = "tablet-certain"
ROUTE = [
    {"role": "prepared", "name": "Marta Lindqvist"},
    {"role": "reviewed", "name": "Jonas Weber"},
    {"role": "approved", "name": "Priya Raman"},
]
PEOPLE = {entry["role"]: entry["name"] for entry in ROUTE}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a library with a case, its route, and the identities of its people, made once."""
    kept, seal.COST = seal.COST, CHEAP
    path = tmp_path_factory.mktemp("sign-off") / "library.sqlite"
    desk = Desk(path, who="tester", clock=lambda: WHEN)
    desk.import_case(EXAMPLES / f"{CASE}.json")
    brief = desk.document(CASE)["case"] | {"route": ROUTE, "materiality": 0.02}
    desk.put_brief(CASE, brief, request="Set the route")
    for name in PEOPLE.values():
        desk.new_identity(name, PASSPHRASE)
    seal.COST = kept
    return path


@pytest.fixture
def desk(made: Path, tmp_path: Path) -> Desk:
    """Return a desk over a copy of it."""
    shutil.copy(made, tmp_path / "library.sqlite")
    return Desk(tmp_path / "library.sqlite", who="tester", clock=lambda: WHEN)


PRINTED: dict[str, Ready] = {}
"""Documents for signature by the last entry of the case's journal, which tells all that they rest on."""


def ready(desk: Desk) -> Ready:
    """Return what is to be signed, without a simulation where it is not frozen; printed once for the same journal."""
    found = desk.approval(CASE)
    if found.is_frozen:
        return desk.approval_paper(CASE)
    last = desk.audit(CASE)[-1].hash
    if last not in PRINTED:
        case = desk.case(CASE)
        PRINTED[last] = desk.ready(case, desk.compare(case, trials=0))
    return PRINTED[last]


def sign(desk: Desk, role: str, seen: Ready | None = None, name: str = "") -> Done:
    """Sign as the person of a role."""
    identity = name or PEOPLE[role]
    return desk.sign_case(seen or ready(desk), PASSPHRASE, role=role, meaning="I agree", identity=identity)


def edit(desk: Desk, **changes: Any) -> None:
    """Change the brief of the case."""
    desk.put_brief(CASE, desk.document(CASE)["case"] | changes, request="Change the brief")


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


@pytest.mark.soak
def test_a_typed_sign_off_is_printed_as_such_and_never_taken_for_a_signature(desk: Desk, tmp_path: Path) -> None:
    done = desk.type_off(ready(desk), role="prepared", name="Marta Lindqvist", meaning="I prepared it")
    path = tmp_path / "typed.pdf"
    path.write_bytes(desk.signed_paper(done.approval.file))
    words = " ".join(contents(path.read_bytes()).pages[0].split())
    assert "Typed sign-off, not a digital signature" in words
    verdict = desk.verify(path)
    assert verdict.status == 1
    assert verdict.signatures == ()
    assert verdict.problems == ("The document is not signed.",)

    done = sign(desk, "reviewed")
    assert [step.state for step in done.approval.steps] == ["typed", "signed", "next"]
    path.write_bytes(desk.signed_paper(done.approval.file))
    assert desk.verify(path).problems == ()
    with pytest.raises(Refused, match="carries a digital signature"):
        desk.type_off(ready(desk), role="approved", name="Priya Raman", meaning="Fine")


@pytest.mark.soak
def test_materiality_says_whether_a_revision_needs_signing_again(desk: Desk) -> None:
    case = desk.case(CASE)
    assert desk.difference(case, desk.compare(case, trials=0), desk.approval(CASE)) is None
    for role in PEOPLE:
        sign(desk, role)
    desk.new_revision(CASE)
    rate = desk.document(CASE)["case"]["discount_rate"]
    for change, needs in ((1e-4, False), (0.2, True)):
        edit(desk, discount_rate=rate + change)
        case = desk.case(CASE)
        found = desk.difference(case, desk.compare(case, trials=0), desk.approval(CASE))
        assert found is not None
        assert found.needs_signing is needs, found.says
    edit(desk, discount_rate=rate)
    offers = desk.document(CASE)["offers"]
    chosen = json.loads(desk.approval(CASE).last_signed.decision)["offer"]  # type: ignore[union-attr]
    other = next(offer["id"] for offer in offers if offer["id"] != chosen and offer.get("kind") != "in_house")
    edit(desk, award={"offer": other, "reason": "We know them"})
    case = desk.case(CASE)
    found = desk.difference(case, desk.compare(case, trials=0), desk.approval(CASE))
    assert found is not None
    assert found.needs_signing
    assert "recommended offer changes" in found.says[0]
    edit(desk, award=None, materiality=None)
    case = desk.case(CASE)
    found = desk.difference(case, desk.compare(case, trials=0), desk.approval(CASE))
    assert found is not None
    assert found.needs_signing
    assert "names no materiality" in found.says[-1]


@pytest.mark.soak
def test_a_document_signed_elsewhere_is_registered_after_its_fingerprint(desk: Desk, tmp_path: Path) -> None:
    from tests.signing.conftest import add, key_of

    path = tmp_path / "stranger.pdf"
    path.write_bytes(ready(desk).content)
    with pytest.raises(Refused, match="no document that this library froze"):
        desk.read_signed(path)
    desk.freeze(ready(desk))
    frozen = ready(desk)
    assert frozen.is_frozen
    key = key_of("Marta Lindqvist")
    path = tmp_path / "back.pdf"
    path.write_bytes(frozen.content)
    with pytest.raises(Refused, match="no signature that is not registered"):
        desk.read_signed(path)
    path.write_bytes(add(frozen.content, key, "prepared"))
    case_id, verdict, new = desk.read_signed(path)
    assert (case_id, len(new), verdict.is_unaltered) == (CASE, 1, True)
    with pytest.raises(Refused, match="Compare the fingerprint"):
        desk.register_signed(path)
    with pytest.raises(Refused, match="each person has one"):
        desk.register_signed(path, {new[0].fingerprint: new[0].fingerprint})
    assert desk.approval(CASE).done == 0

    company = key_of("Jonas Weber")
    done = sign(desk, "prepared")
    path.write_bytes(add(desk.signed_paper(done.approval.file), company, "reviewed"))
    with pytest.raises(Refused):
        desk.register_signed(path, {company.certificate.fingerprint: company.certificate.fingerprint})


@pytest.mark.soak
def test_a_directors_own_certificate_is_registered(desk: Desk, tmp_path: Path) -> None:
    from tests.signing.conftest import add, key_of

    edit(desk, route=[ROUTE[0], {"role": "approved", "name": "Dana Director"}])
    done = sign(desk, "prepared")
    director = key_of("Dana Director")
    path = tmp_path / "back.pdf"
    path.write_bytes(add(desk.signed_paper(done.approval.file), director, "approved"))
    print_of = director.certificate.fingerprint
    with pytest.raises(Refused, match="fingerprint is not that"):
        desk.register_signed(path, {print_of: "00" * 32})
    done = desk.register_signed(path, {print_of: print_of.upper()})
    assert done.approval.state == "approved"
    assert desk.signed_paper(done.approval.file) == path.read_bytes()
    assert desk.verify(path).status == 0
    with pytest.raises(Refused, match="no signature that is not registered"):
        desk.register_signed(path)
    broken = path.read_bytes().replace(b"Dana", b"Dora", 1)
    path.write_bytes(broken)
    with pytest.raises(Refused):
        desk.register_signed(path)


@pytest.mark.soak
def test_an_earlier_state_is_not_the_document_that_was_signed(desk: Desk, tmp_path: Path) -> None:
    files = [sign(desk, role).approval.file for role in PEOPLE]
    path = tmp_path / "signed.pdf"
    path.write_bytes(desk.signed_paper(files[1]))
    verdict = desk.verify(path)
    assert verdict.status == 1
    assert any("earlier state" in says for says in verdict.problems)


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
