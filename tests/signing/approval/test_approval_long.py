"""The longer ways of a sign-off: typed, signed elsewhere, by a company's certificate, signed anew or not."""

import json
from pathlib import Path

import pytest

from cdmo_desk.desk import Desk
from cdmo_desk.problem import Refused
from cdmo_desk.signing.contents import contents
from tests.signing.approval.conftest import CASE, PEOPLE, ROUTE, edit, ready, sign


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
