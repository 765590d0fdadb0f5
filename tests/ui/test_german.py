"""The window in German: no page says a word of English, figures and dates are German, and the choice is kept."""

import json
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from cdmo_desk import resource, speech
from cdmo_desk.desk import Desk
from cdmo_desk.speech import language, locale, speak
from tests.test_german import known
from tests.ui.conftest import CASE, WAIT
from ui import states, tongue
from ui.forms.numerals import Numerals
from ui.main_window import MainWindow
from ui.sheet_view import SheetView
from ui.theme import Theme

SHORT = 3  # letters of abbreviations that both languages may share
PAGES = ("library", "brief", "quotes", "level", "compare", "explore", "score", "approve", "history", "new")


@pytest.fixture
def german(qapp: object) -> Iterator[QApplication]:
    """Speak German as the program does at its start, and go back to what was."""
    assert isinstance(qapp, QApplication)
    before = QLocale()
    tongue.begin(qapp, "de", QLocale("en_GB"))
    yield qapp
    tongue.begin(qapp, "en", QLocale("en_GB"))
    QLocale.setDefault(before)


@pytest.fixture
def window(qtbot: QtBot, german: QApplication, theme: Theme, desk: Desk) -> Iterator[MainWindow]:
    assert german is QApplication.instance()
    made = MainWindow(desk, theme)
    made.work.case.stages = (512,)
    made.show()
    made.work.open_case(CASE)
    qtbot.waitUntil(lambda: made.work.case.shown is not None and made.work.case.shown.trials > 0, timeout=WAIT)
    yield made
    made.close()
    made.deleteLater()
    qtbot.wait(10)


def words(root: QWidget) -> Iterator[str]:
    """Give every text that a person or a screen reader finds in a widget."""
    for widget in (root, *root.findChildren(QWidget)):
        yield from (widget.toolTip(), widget.accessibleName(), widget.windowTitle())
        if isinstance(widget, QLabel | QAbstractButton):
            yield widget.text()
        elif isinstance(widget, QLineEdit):
            yield widget.placeholderText()
        elif isinstance(widget, QComboBox):
            yield from (widget.itemText(place) for place in range(widget.count()))
        elif isinstance(widget, QTabBar):
            yield from (widget.tabText(place) for place in range(widget.count()))
        elif isinstance(widget, SheetView):
            yield widget.empty
            yield from (part for column in widget.sheet_model.columns for part in (column.title, column.unit))
    for action in root.findChildren(QAction):
        yield from (action.text(), action.toolTip())


def english() -> set[str]:
    """Return the English words that are other words in German, and no German ones besides."""
    found = {text: translation for text, translation in known().items() if isinstance(text, str)}
    return {text for text, other in found.items() if other != text and len(text) > SHORT} - set(found.values())


def test_no_page_says_a_word_of_english(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    data = json.dumps(desk.document(CASE))
    data += "".join(path.read_text("utf-8") for path in resource.path("templates").glob("*.json"))
    wrong = english()
    assert len(wrong) > 1000
    for name in PAGES:
        window.go(name)
        qtbot.wait(300)
        found = {text.strip() for text in words(window)}
        assert len(found) > 50, name
        assert sorted(text for text in found & wrong if text not in data) == [], name


def test_figures_and_dates_follow_the_language(window: MainWindow) -> None:
    found = window.work.case.shown
    assert found is not None
    assert any("," in cell.text and "." not in cell.text for row in found.ranking.rows for cell in row.cells)
    assert found.status[1].startswith("Barwert zu ")
    assert Numerals().show(1_234_567.5) == "1.234.567,5"
    assert Numerals().show_date("2027-04-30") == "30. Apr. 2027"
    assert Numerals().number("12,5 Mio.") == 12_500_000


@pytest.mark.usefixtures("german")
def test_states_keep_their_signs_in_german() -> None:
    assert states.state("fehlt, von uns") == states.STATES["missing"]
    assert states.state("2 Lücken") == states.State("circle-dashed", "warning")
    speak("en")
    assert states.state("fehlt") is None
    assert states.state("2 gaps") == states.State("circle-dashed", "warning")


@pytest.mark.usefixtures("german")
def test_buttons_of_qt_are_german(qtbot: QtBot) -> None:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text().replace("&", "") == "Abbrechen"


def test_the_language_is_the_systems_until_one_is_chosen(qapp: QApplication) -> None:
    before = QLocale()
    try:
        tongue.begin(qapp, tongue.chosen(), QLocale("de_CH"))
        assert (language(), locale(), QLocale().name()) == ("de", "de_CH", "de_CH")
        tongue.begin(qapp, tongue.chosen(), QLocale("fr_FR"))
        assert (language(), QLocale().name()) == ("en", "en_GB")
        tongue.choose("de")
        assert tongue.chosen() == "de"
        tongue.begin(qapp, tongue.chosen(), QLocale("fr_FR"))
        assert speech.language() == "de"
        tongue.choose("")
        assert not tongue.chosen()
    finally:
        tongue.begin(qapp, "en", QLocale("en_GB"))
        QLocale.setDefault(before)
