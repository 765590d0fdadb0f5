"""The document as an archive keeps it: PDF/A-3b, dated by the case, with files inside that belong to its pages."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from zlib import compress

import page as validator
import pikepdf
import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pytest

from cdmo_desk.document import Case, read_text
from cdmo_desk.evaluation.answers import answers
from cdmo_desk.evaluation.results import Comparison
from cdmo_desk.reports import Edition, Made, State, TypedSignOff, hashes, signature_boxes, write
from cdmo_desk.reports import make as make_with
from cdmo_desk.reports.archive import archived
from cdmo_desk.reports.record import Attachment, case_text, results_text
from cdmo_desk.sheets.journal import Step
from tests.reports.test_pdf import pages
from tests.sheets.samples import document, evaluated, sample

AT = datetime(2026, 11, 19, 14, 52, tzinfo=UTC)
STEPS = (
    Step(number=1, time=AT, who="Marta", request="Import case", why="", hash="a1" * 32),
    Step(
        number=2, time=AT, who="Marta", request="Import acme.xlsx into offer acme", why="Total checked", hash="b2" * 32
    ),
)


def make(case: Case, comparison: Comparison, edition: Edition) -> Made:
    """Return a document with the answers of the base case alone, which are soon reckoned."""
    return make_with(case, comparison, edition, answers(case, trials=0))


def faults(content: bytes) -> list[str]:
    """Return what the independent validator has against a document."""
    found = validator.validate_pdf_bytes(content, profile=validator.ValidationProfile.PDF_A_3B)
    return [f"{fault.rule_id}: {fault.message}" for fault in found.failures]


def inside(content: bytes) -> dict[str, bytes]:
    """Return the attached files."""
    with pikepdf.open(_stream(content)) as pdf:
        return {name: file.get_file().read_bytes() for name, file in pdf.attachments.items()}


def _stream(content: bytes) -> Any:
    from io import BytesIO

    return BytesIO(content)


@pytest.fixture(scope="module")
def made() -> Made:
    """Return the sample's document with its journal, made once."""
    return make(*sample(), Edition(steps=STEPS, made_by="Aurelis"))


@pytest.mark.parametrize(("state", "language"), [("draft", "de"), ("final", "en")])
def test_it_is_pdf_a_3b_by_an_independent_validator(state: State, language: str) -> None:
    plain = document()
    plain["case"]["title"] = "Łódź 薬品 한국 Биотех ☺"
    found = make(*evaluated(plain, 60), Edition(state=state, language=language, steps=STEPS))
    assert faults(found.content) == []


def test_the_validator_would_refuse_the_pages_as_reportlab_makes_them() -> None:
    from reportlab.pdfgen.canvas import Canvas

    target = _stream(b"")
    canvas = Canvas(target, invariant=1)
    canvas.drawString(72, 72, "Helvetica is not embedded")
    canvas.save()
    assert faults(target.getvalue()) != []


@pytest.mark.parametrize("last", [b"\r", b"\n"])
def test_no_stream_ends_like_a_line(last: bytes) -> None:
    target = _stream(b"")
    texts = (b" " * spaces + b"\t" * tabs for spaces in range(40) for tabs in range(40))
    text = next(text for text in texts if compress(text, 9).endswith(last))
    with pikepdf.new() as blank:
        page = blank.add_blank_page()
        contents = blank.make_stream(b"")
        contents.write(compress(text, 9), filter=pikepdf.Array([pikepdf.Name.FlateDecode]))
        page.Contents = contents
        blank.save(target, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    files = (Attachment("a.json", text, "application/json", "Data", "A"),)
    content = archived(target.getvalue(), files, title="T", language="en", program="P", record="ab", at=AT)
    assert b"\r\nendstream" not in content
    assert content.count(b"\n\nendstream") == 1, "the metadata, which no filter may hide"
    assert content.count(b"~>\nendstream") == 2, "the page and the attached file"
    assert faults(content) == []
    assert inside(content)["a.json"] == text


def test_it_is_dated_by_the_last_change_of_the_case(made: Made) -> None:
    with pikepdf.open(_stream(made.content)) as pdf:
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20261119145200+00")
        metadata = pdf.open_metadata()
        assert metadata["xmp:MetadataDate"] == "2026-11-19T14:52:00+00:00"
        assert metadata["dc:identifier"] == f"sha256:{made.hashes.record}"
        assert metadata["dc:title"] == "Tablets for launch"
        assert metadata["pdfaid:part"] == "3"
        assert pdf.Root.Lang == "en"


def test_another_journal_is_another_document_of_the_same_record(made: Made) -> None:
    case, comparison = sample()
    later = replace(STEPS[1], hash="c3" * 32)
    other = make(case, comparison, Edition(steps=(STEPS[0], later), made_by="Aurelis"))
    assert other.content != made.content
    assert other.hashes == made.hashes


def test_the_case_inside_is_the_case_and_its_hash_stands_on_the_page(made: Made, tmp_path: Path) -> None:
    case, comparison = sample()
    files = inside(made.content)
    assert read_text(files["case.json"]).document == case.document
    assert files["case.json"] == case_text(case)
    assert files["results.json"] == results_text(comparison)
    record = json.loads(files["record.json"])
    assert record["case_sha256"] == sha256(files["case.json"]).hexdigest()
    assert record["results_sha256"] == sha256(files["results.json"]).hexdigest()
    both = f"{record['case_sha256']}\n{record['results_sha256']}\n"
    assert record["record_sha256"] == sha256(both.encode()).hexdigest() == hashes(case, comparison).record
    assert record["edition"]["journal"]["hash"] == "b2" * 32
    path = tmp_path / "case.pdf"
    path.write_bytes(made.content)
    text = "".join(" ".join(pages(path)).split())
    assert record["record_sha256"] in text
    assert all(entry["sha256"] in text for entry in record["files"])


def test_every_file_inside_is_tied_to_the_document(made: Made) -> None:
    with pikepdf.open(_stream(made.content)) as pdf:
        tied = {str(spec.UF): str(spec.AFRelationship) for spec in pdf.Root.AF}
    assert tied["case.json"] == "/Source"
    assert tied["results.json"] == "/Data"
    assert set(tied) == set(inside(made.content))


def test_the_audit_extract_and_the_doubts_accepted_are_printed(made: Made, tmp_path: Path) -> None:
    path = tmp_path / "case.pdf"
    path.write_bytes(made.content)
    text = " ".join(pages(path))
    assert "19 Nov 2026, 14:52 +00:00" in text
    assert "b2b2b2b2b2b2…" in text
    assert "Doubts about files, accepted with a reason" in text
    assert text.count("Total checked") == 2


def test_only_hashes_travel() -> None:
    case, comparison = sample()
    found = make(case, comparison, Edition(travel="hashes"))
    files = inside(found.content)
    assert list(files) == ["record.json"]
    assert json.loads(files["record.json"])["case_sha256"] == sha256(case_text(case)).hexdigest()


def test_only_the_recommended_offer_travels() -> None:
    case, comparison = sample()
    chosen = comparison.recommendation.offer
    files = inside(make(case, comparison, Edition(travel="recommended")).content)
    assert [offer["id"] for offer in json.loads(files["case.json"])["offers"]] == [chosen]
    results = json.loads(files["results.json"])["offers"]
    assert "by_term" in results[str(chosen)]["base"]
    others = [found for name, found in results.items() if name != chosen]
    assert others
    assert all("by_term" not in found["base"] and found["base"]["cash"] for found in others)
    assert json.loads(files["record.json"])["case_sha256"] == sha256(case_text(case)).hexdigest()
    inner = files["case.json"] + files["results.json"]
    for offer in case.offers:
        for risk in offer.risks:
            assert offer.id == chosen or risk.title.encode() not in inner


@pytest.mark.parametrize(("paper", "number"), [("A4", 0), ("Letter", 3), ("A4", 4), ("Letter", 7), ("A4", 13)])
def test_signature_boxes_lie_where_the_panels_are_drawn(tmp_path: Path, paper: str, number: int) -> None:
    plain = document()
    plain["offers"] = []
    plain["case"]["route"] = [{"role": "reviewed", "name": f"Person{place}"} for place in range(number)]
    case, comparison = evaluated(plain, 0)
    path = tmp_path / "case.pdf"
    write(case, comparison, path, Edition(paper=paper))
    boxes = signature_boxes(case.brief.route, paper)
    assert len(boxes) == (number or 3)
    document_ = pdfium.PdfDocument(path)
    first = document_[0]
    wide, high = first.get_size()
    text = first.get_textpage()
    for box in boxes:
        assert box.page == 1
        assert box.x > 0
        assert box.x + box.wide < wide
        assert 0 < box.y < box.y + box.high < high / 2
        words = text.get_text_bounded(box.x, box.y, box.x + box.wide, box.y + box.high)
        assert (box.name or "Name, signature, date") in words
    overlaps = [
        (one, two)
        for place, one in enumerate(boxes)
        for two in boxes[place + 1 :]
        if one.x < two.x + two.wide
        and two.x < one.x + one.wide
        and one.y < two.y + two.high
        and two.y < one.y + one.high
    ]
    assert overlaps == []
    text.close()
    first.close()
    document_.close()


def test_what_goes_to_signature_has_no_watermark_and_a_typed_sign_off_says_what_it_is(tmp_path: Path) -> None:
    plain = document()
    plain["offers"] = []
    plain["case"]["route"] = [{"role": "prepared", "name": "Marta"}, {"role": "approved", "name": "Priya"}]
    typed = {0: TypedSignOff(name="Marta <b>", meaning="Prepared by me", at="20 Nov 2026, 14:52 +01:00")}
    path = tmp_path / "case.pdf"
    write(*evaluated(plain, 0), path, Edition(state="final", typed=typed))
    first = pages(path)[0]
    assert "DRAFT" not in first
    assert "For signature" in first
    assert "Typed sign-off, not a digital signature: 20 Nov 2026, 14:52 +01:00" in first
    assert "Marta <b>" in first
    assert first.count("Awaiting signature") == 1
