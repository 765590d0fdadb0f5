"""German: the paper speaks it, and only for its own length."""

from pathlib import Path

from cdmo_desk.evaluation.answers import answers
from cdmo_desk.reports import Edition, write
from cdmo_desk.speech import say, speaking
from tests.reports.test_pdf import pages
from tests.sheets.samples import sample


def test_the_paper_speaks_german(tmp_path: Path) -> None:
    case, comparison = sample()
    path = tmp_path / "case.pdf"
    with speaking("en"):
        write(case, comparison, path, Edition(language="de"), answers(case, trials=0))
        assert say("Sources") == "Sources", "the language goes back to what it was"
    found = pages(path)
    for words in (
        "Vergabeentscheid",
        "Beantragt wird die Vergabe von Tablet T-1",
        "Es kostet am wenigsten.",
        "Die Angebote (erwarteter Barwert der Kosten)",
        "Unterschriften",
        "Seite 1 von",
        "20. November 2026",
        "ENTWURF",
    ):
        assert words in found[0], words
    text = " ".join(found)
    for words in ("Vergleichsbasis", "Wer was trägt", "Annahme ohne Quelle", "Protokollauszug", "Verwendete Begriffe"):
        assert words in text, words
    for words in ("Assumptions", "Present cost", "Warnings", "Signatures", "Draft", " months", "Over budget"):
        assert words not in text, words
