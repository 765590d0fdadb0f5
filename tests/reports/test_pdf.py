"""The PDF: whole, the same twice, with its own fonts, an outline, a title and real text."""

import os
import re
from contextlib import closing
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pytest

from cdmo_desk.document import Case
from cdmo_desk.evaluation.answers import answers
from cdmo_desk.evaluation.results import Comparison
from cdmo_desk.problem import Refused
from cdmo_desk.reports import Edition, write
from cdmo_desk.reports.record import fingerprint
from tests.sheets.samples import document, evaluated, sample


def pages(path: Path) -> list[str]:
    """Return the text of each page, lines joined."""
    with closing(pdfium.PdfDocument(path)) as opened:
        found = []
        for place in range(len(opened)):
            with closing(opened[place]) as page, closing(page.get_textpage()) as text:
                found.append(" ".join(text.get_text_range().replace("\ufffe", "").split()))
        return found


def made(folder: Path, plain: dict[str, Any] | None = None, *, trials: int = 400, **more: Any) -> Path:
    """Write a case and return its path."""
    path = folder / "case.pdf"
    case, comparison = evaluated(plain or document(), trials)
    write(case, comparison, path, Edition(**more), answers(case, trials=0))
    return path


def empty() -> tuple[Case, Comparison]:
    """Return a case without offers: the shortest paper there is."""
    plain = document()
    plain["offers"] = []
    return evaluated(plain, 0)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the sample on paper, printed once."""
    path = tmp_path_factory.mktemp("printed") / "case.pdf"
    write(*evaluated(document(), 400), path, Edition(made_by="Aurelis", revision="revision 3"))
    return path


def test_page_one_stands_alone(printed: Path) -> None:
    case, comparison = sample()
    first = pages(printed)[0]
    for words in (
        "Aurelis",
        "Case sample, revision 3",
        "Draft, not signed",
        "20 November 2026",
        "Tablets for launch",
        "Approve the award of Tablet T-1",
        "Why",
        "It costs least.",
        "The offers, by expected present cost, in M USD",
        "Cash if it succeeds, and if Readout fails",
        "budget 20.0",
        "What would change the answer",
        "What it rests on",
        "Signatures",
        "Prepared",
        f"CDMO Desk {comparison.version}",
        "400 trials, seed 5",
        fingerprint(case)[:16],
        "Page 1 of",
        "DRAFT",
    ):
        assert words in first, words


def test_behind_it_stands_everything_else(printed: Path) -> None:
    found = pages(printed)
    text = " ".join(found)
    for words in (
        "Contents",
        "From what is stated to what it costs",
        "Like for like",
        "Gaps and what stands in for them",
        "Expected cost by category",
        "Expected cost by year",
        "Cash if the programme succeeds, and its exposure",
        "Chance that cash exceeds an amount",
        "Stress tests: present cost",
        "What is still owed if the programme stops",
        "Risk register",
        "Where two offers change places",
        "What the award rule gives, and how sure that is",
        "Who wins where",
        "How far each input must move to change the answer",
        "What moves the cost of",
        "Walk-away prices",
        "What each clause is worth",
        "Questions to the suppliers",
        "How far each weight can move",
        "Scorecard",
        "Terms in words",
        "Who bears what",
        "Inputs with their source",
        "What is odd",
        "ab" * 32,
        "Prices F4",
        "set aside: not in the scope",
        "400 trials with seed 5",
        "Words used",
    ):
        assert words in text, words
    assert all(f"Page {number} of {len(found)}" in page for number, page in enumerate(found, start=1))


def test_the_contents_name_the_pages_on_which_sections_start(printed: Path) -> None:
    found = pages(printed)
    contents = found[1]
    for title in ("Risk", "Assumptions", "Sources"):
        number = re.search(rf"{title} (\d+)", contents)
        assert number is not None, title
        assert title in found[int(number.group(1)) - 1]


def test_made_twice_it_is_the_same(tmp_path: Path, printed: Path) -> None:
    again = tmp_path / "again.pdf"
    write(*evaluated(document(), 400), again, Edition(made_by="Aurelis", revision="revision 3"))
    assert again.read_bytes() == printed.read_bytes()


def test_only_its_own_fonts_are_in_it(printed: Path) -> None:
    content = printed.read_bytes()
    names = set(re.findall(rb"/BaseFont /([^\s/>]+)", content))
    assert names
    assert all(b"+Inter" in name for name in names)
    assert b"Helvetica" not in content


def test_title_language_and_outline(printed: Path) -> None:
    with closing(pdfium.PdfDocument(printed)) as opened:
        assert opened.get_metadata_value("Title") == "Tablets for launch"
        outline = [(item.level, item.get_title()) for item in opened.get_toc()]
    assert b"/Lang (en)" in printed.read_bytes()
    assert outline[0] == (0, "Tablets for launch")
    assert (0, "Like for like") in outline
    assert (1, "Risk register, in k USD") in outline


@pytest.mark.parametrize(("paper", "size"), [("A4", (595, 842)), ("Letter", (612, 792))])
def test_papers(tmp_path: Path, paper: str, size: tuple[int, int]) -> None:
    plain = document()
    plain["offers"] = plain["offers"][:1]
    with closing(pdfium.PdfDocument(made(tmp_path, plain, trials=0, paper=paper))) as opened:
        assert tuple(round(length) for length in opened.get_page_size(0)) == size


def test_an_unknown_paper_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="A4 or Letter"):
        made(tmp_path, paper="A3")


@pytest.mark.parametrize(("number", "trials"), [(0, 60), (1, 60), (2, 0)])
def test_few_offers_with_and_without_a_simulation(tmp_path: Path, number: int, trials: int) -> None:
    plain = document()
    plain["offers"] = plain["offers"][:number]
    found = pages(made(tmp_path, plain, trials=trials))
    assert ("no simulation" in found[0]) is (trials == 0)
    assert "Signatures" in found[0]


def test_page_one_is_one_page_with_twelve_offers_and_a_long_title(tmp_path: Path) -> None:
    plain = document()
    plain["case"]["title"] = "A title of many words " * 12
    plain["offers"] += [{**plain["offers"][0], "id": f"more{place}", "lines": []} for place in range(8)]
    found = pages(made(tmp_path, plain, trials=60))
    assert "Signatures" in found[0]
    assert "Contents" in found[1]


def test_the_route_gets_its_panels(tmp_path: Path) -> None:
    plain = document()
    plain["offers"] = []
    plain["case"]["route"] = [
        {"role": "prepared", "name": "Marta Lindqvist"},
        {"role": "reviewed", "name": "Jonas Weber"},
        {"role": "reviewed", "name": "陈伟"},
        {"role": "approved", "name": "Priya Raman"},
    ]
    first = pages(made(tmp_path, plain, trials=0))[0]
    assert all(name in first for name in ("Marta Lindqvist", "Jonas Weber", "陈伟", "Priya Raman"))
    assert first.count("Awaiting signature") == 4


def test_german_figures(tmp_path: Path) -> None:
    plain = document()
    plain["offers"] = plain["offers"][:1]
    assert "20,0" in pages(made(tmp_path, plain, trials=0, language="de"))[0]


def test_a_folder_in_the_way_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="is a folder"):
        write(*empty(), tmp_path)


def test_a_missing_folder_is_refused_and_nothing_is_left(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="cannot be written"):
        write(*empty(), tmp_path / "nowhere" / "case.pdf")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_permission_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(Refused, match="cannot be written"):
            write(*empty(), tmp_path / "case.pdf")
    finally:
        tmp_path.chmod(0o700)


def test_what_stood_there_stays_if_the_new_file_cannot_take_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "case.pdf"
    path.write_bytes(b"old")

    def refuse(_: Path, __: Path) -> None:
        raise PermissionError(13, "permission denied")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(Refused, match="permission denied"):
        write(*empty(), path)
    assert path.read_bytes() == b"old"
    assert [found.name for found in tmp_path.iterdir()] == ["case.pdf"]
