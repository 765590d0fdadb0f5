"""A signed document travels with its case in a `.cdmo`, byte for byte; the steps of sign-off stay at home."""

from pathlib import Path

from cdmo_desk.desk import Desk
from cdmo_desk.library import parcel
from tests.signing.approval.conftest import CASE, sign
from tests.signing.conftest import WHEN


def test_a_signed_document_travels_with_its_case(desk: Desk, tmp_path: Path) -> None:
    done = sign(desk, "prepared")
    signed = desk.signed_paper(done.approval.file)
    sent = tmp_path / "case.cdmo"
    desk.export_parcel(CASE, sent)
    assert done.approval.file in {file.sha256 for file in parcel.opened(sent.read_bytes()).files}
    other = Desk(tmp_path / "other.sqlite", who="Somebody else", clock=lambda: WHEN)
    other.import_parcel(sent)
    assert other.signed_paper(done.approval.file) == signed
    assert other.approval(CASE).acts == ()
    assert any("Sign as prepared" in past.entry.request for past in other.history(CASE))
    assert other.check() == []
