"""A quote in a currency without a rate of exchange: the rate is offered on the review, and the review goes on."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.ui.conftest import WAIT
from tests.ui.test_review import ROWS, shown, written
from ui.main_window import MainWindow


def test_a_rate_that_is_missed_is_offered_and_a_review_that_was_left_goes_on(
    qtbot: QtBot, opened: MainWindow, tmp_path: Path
) -> None:
    desk, case = opened.requests.desk, opened.work.case.id
    before = dict(desk.document(case)["case"].get("fx") or {})
    code = next(code for code in ("SEK", "DKK", "CAD") if code not in before)
    rows = [[code if cell == "EUR" else cell for cell in row] for row in ROWS]
    opened.work.filing.take([written(tmp_path, rows=rows)])
    qtbot.waitUntil(lambda: opened.page is opened.review, timeout=WAIT)
    assert shown(opened).tried.offer["currency"] == code
    qtbot.waitUntil(lambda: "rate" in opened.review.strips._kept, timeout=WAIT)
    assert not opened.review.accept.isEnabled()
    opened.go("brief")
    folded = [opened.navigation.is_folded]
    opened.page.strips._kept["left"].act.click()
    assert opened.page is opened.review
    assert [*folded, opened.navigation.is_folded] == [False, True]
    opened.review.strips._kept["rate"].act.click()
    qtbot.waitUntil(lambda: code in shown(opened).ground.case.brief.fx, timeout=WAIT)
    assert desk.document(case)["case"]["fx"][code]["source"].startswith("ECB")
    qtbot.waitUntil(lambda: "rate" not in opened.review.strips._kept, timeout=WAIT)
