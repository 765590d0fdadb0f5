"""The page Brief: one named request an edit, undo brings back, sources, and a new case from each template."""

import json
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QTableView
from pytestqt.qtbot import QtBot

from cdmo_desk.desk import Desk
from tests.ui.conftest import CASE, WAIT
from ui.forms.editors import LineEditor
from ui.forms.form import Form
from ui.main_window import MainWindow
from ui.pages.brief import BriefPage, years_of
from ui.pages.brief_new import NewCasePage
from ui.pages.brief_templates import Template, new_id, templates
from ui.pages.brief_words import sentence


@pytest.fixture
def stages() -> tuple[int, ...]:
    return ()


@pytest.fixture
def page(opened: MainWindow) -> BriefPage:
    opened.go("brief")
    found = opened.page
    assert isinstance(found, BriefPage)
    return found


def form_of(page: BriefPage, name: str) -> Form:
    return next(form for form in page.parts.forms if name in form.boxes)


def line_of(form: Form, name: str) -> QLineEdit:
    editor = form.editor(name)
    assert isinstance(editor, LineEditor)
    return editor.line


def type_in(line: QLineEdit, text: str) -> None:
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)
    QTest.keyClick(line, Qt.Key.Key_Return)


def brief_of(desk: Desk, case: str = CASE) -> dict[str, Any]:
    found: dict[str, Any] = desk.document(case)["case"]
    return found


def test_an_edit_is_one_request_and_undo_brings_back(
    qtbot: QtBot, opened: MainWindow, page: BriefPage, desk: Desk
) -> None:
    before = brief_of(desk)
    line = line_of(form_of(page, "budget"), "budget")
    shown = line.text()
    type_in(line, "77 M")
    qtbot.waitUntil(lambda: brief_of(desk).get("budget") == 77_000_000, timeout=WAIT)
    assert {key for key in before if before[key] != brief_of(desk).get(key)} <= {"budget"}
    undo = opened.commands["undo"]
    qtbot.waitUntil(lambda: "set budget" in undo.text(), timeout=WAIT)
    assert line.hasFocus()
    QTest.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: line.text() == shown, timeout=WAIT)
    assert brief_of(desk) == before
    assert line.hasFocus()


@pytest.mark.soak
def test_what_the_case_refuses_stays_under_its_field(qtbot: QtBot, page: BriefPage, desk: Desk) -> None:
    form = form_of(page, "currency")
    line = line_of(form, "currency")
    before = brief_of(desk)
    type_in(line, "dollars")
    qtbot.waitUntil(lambda: bool(form.editor("currency").wrong), timeout=WAIT)
    assert line.text() == "dollars"
    assert "ISO 4217" in form.boxes["currency"].fault.words.text()
    assert brief_of(desk) == before


@pytest.mark.soak
def test_demand_is_pasted_by_year(qtbot: QtBot, page: BriefPage, desk: Desk) -> None:
    page.tabs.setCurrentIndex(1)
    grid = page.parts.tables["demand"].editor.grid
    grid.setFocus()
    grid.setCurrentIndex(grid.grid.index(1, 0))
    QGuiApplication.clipboard().setText("5\t6")
    QTest.keyClick(grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: brief_of(desk)["demand"][:2] == [5, 6], timeout=WAIT)
    assert "fills right" in page.helps.text()


@pytest.mark.soak
def test_a_source_is_typed_by_its_sign(qtbot: QtBot, page: BriefPage, desk: Desk) -> None:
    box = form_of(page, "discount_rate").boxes["discount_rate"]
    assert box.origin.isVisible()
    assert "unsourced" in box.origin.accessibleName()
    box.origin.click()
    assert page.source.isVisible()
    type_in(line_of(page.source.form, "source"), "Treasury, 2026")
    qtbot.waitUntil(lambda: bool(brief_of(desk).get("assumptions")), timeout=WAIT)
    assert brief_of(desk)["assumptions"] == [{"path": "discount_rate", "source": "Treasury, 2026"}]
    qtbot.waitUntil(lambda: "Treasury" in box.origin.accessibleName(), timeout=WAIT)
    QTest.keyClick(page.source, Qt.Key.Key_Escape)
    assert not page.source.isVisible()


@pytest.mark.soak
def test_rows_are_added_from_the_catalogue_and_removed(qtbot: QtBot, page: BriefPage, desk: Desk) -> None:
    count = len(brief_of(desk).get("scope", []))
    page.tabs.setCurrentIndex(2)
    page.add_item("stability")
    qtbot.waitUntil(lambda: len(brief_of(desk).get("scope", [])) == count + 1, timeout=WAIT)
    assert brief_of(desk)["scope"][-1]["category"] == "stability"
    page.parts.tables["scope"].editor.grid.remove_rows()
    qtbot.waitUntil(lambda: len(brief_of(desk).get("scope", [])) == count, timeout=WAIT)
    page.add_currency("CHF")
    qtbot.waitUntil(lambda: "CHF" in brief_of(desk).get("fx", {}), timeout=WAIT)


@pytest.mark.soak
def test_the_award_rule_keeps_what_else_it_says(qtbot: QtBot, page: BriefPage, desk: Desk) -> None:
    type_in(line_of(page.parts.rule, "fixed_on"), "2026-11-01")
    qtbot.waitUntil(lambda: isinstance(brief_of(desk).get("award_rule"), dict), timeout=WAIT)
    assert brief_of(desk)["award_rule"]["fixed_on"] == "2026-11-01"
    assert "rule" in brief_of(desk)["award_rule"]


@pytest.mark.soak
def test_the_head_says_what_is_missing() -> None:
    first, second = sentence({"demand": [], "discount_rate": 0.1, "gates": [{}], "scope": [{}]})
    assert first == "Demand is empty."
    assert second == "0 of 3 assumptions have a source."
    assumptions = [{"path": "case.gates", "source": "Report"}]
    assert sentence({"demand": [[0, 1, 2]], "gates": [{}], "assumptions": assumptions})[1].startswith("1 of 2")


@pytest.mark.soak
def test_years_are_called_by_the_calendar() -> None:
    assert years_of({"start": "2027-01-01", "horizon_years": 2}) == ("2027", "2028")
    assert years_of({"start": "2027-04-01", "horizon_years": 1}) == ("2027/28",)


def test_every_control_has_a_name(page: BriefPage) -> None:
    for kind in (QLineEdit, QComboBox, QTableView, QAbstractButton):
        for found in page.findChildren(kind):
            is_named = found.accessibleName() or (isinstance(found, QAbstractButton) and found.text())
            in_table = isinstance(found.parent(), QTableView)
            assert is_named or in_table, (kind, found.objectName(), found.parent())


def test_find_goes_to_a_field(page: BriefPage) -> None:
    page.look_for("inflation")
    assert page.tabs.tabText(page.tabs.currentIndex()) == "Rates and inflation"


@pytest.mark.parametrize("template", templates(), ids=lambda found: found.key)
@pytest.mark.soak
def test_a_template_makes_a_valid_case(template: Template, desk: Desk) -> None:
    new = {
        "title": "New",
        "product": "P",
        "stage": template.stage,
        "currency": "EUR",
        "start": "2027-01-01",
        "years": 6,
    }
    case_id = desk.new_case(template.made(new, new_id("New", []), "2026-11-20"))
    case = desk.case(case_id)
    assert case.warnings == ()
    assert case.brief.gates
    assert len(case.brief.scope) >= 6
    assert not case.brief.assumptions
    for years in (1, 3, 60):
        desk.new_case(template.made(new | {"years": years, "stage": "preclinical"}, f"n{years}", "2026-11-20"))
    assert json.dumps(template.brief) == json.dumps(next(t for t in templates() if t.key == template.key).brief)


@pytest.mark.soak
def test_a_case_is_begun_with_two_typed_values(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    window.commands["new_case"].trigger()
    page = window.page
    assert isinstance(page, NewCasePage)
    page.create_.click()
    assert page.form.editor("title").wrong == "Title is missing."
    type_in(line_of(page.form, "title"), "Phase III supply")
    type_in(line_of(page.form, "product"), "A-1")
    page.create_.click()
    qtbot.waitUntil(lambda: window.page.name == "brief", timeout=WAIT)
    found = window.page
    assert isinstance(found, BriefPage)
    assert line_of(form_of(found, "title"), "title").text() == "Phase III supply"
    assert "Demand is empty" in found.sentence.accessibleName()
    assert brief_of(desk, "phase-iii-supply")["modality"] == "monoclonal antibody"
    qtbot.waitUntil(lambda: window.work.case.shown is not None, timeout=WAIT)
    assert window.page is found


@pytest.mark.soak
def test_what_is_wrong_in_a_new_case_is_said_at_its_field(qtbot: QtBot, window: MainWindow) -> None:
    window.late.begin()
    page = window.page
    assert isinstance(page, NewCasePage)
    type_in(line_of(page.form, "title"), "T")
    type_in(line_of(page.form, "product"), "P")
    type_in(line_of(page.form, "currency"), "dollar")
    page.create_.click()
    qtbot.waitUntil(lambda: bool(page.form.editor("currency").wrong), timeout=WAIT)
    type_in(line_of(page.form, "currency"), "EUR")
    type_in(line_of(page.form, "years"), "90")
    assert page.form.editor("years").wrong == "Horizon is at most 60."
    page.cancel.click()
    assert window.page is window.library
