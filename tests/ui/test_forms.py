"""Forms: figures in the locale, wrong values kept with their sentence, grids with paste and an error for each cell."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from cdmo_desk.programme.brief import Brief, Gate, ScopeItem
from ui.forms.editors import LineEditor
from ui.forms.estimate_editor import EstimateEditor, densities
from ui.forms.estimates import parts_of, put_together
from ui.forms.form import Form, with_value
from ui.forms.grid_editor import GridEditor
from ui.forms.kinds import Kind, Look
from ui.forms.layouts import Records, Years
from ui.forms.line import Line
from ui.forms.numerals import Numerals, Unread
from ui.theme import Theme

ENGLISH, GERMAN = Numerals(QLocale("en_GB")), Numerals(QLocale("de_DE"))


@pytest.mark.parametrize(
    ("numerals", "text", "value"),
    [
        (ENGLISH, "1,500,000", 1_500_000),
        (ENGLISH, "12.5 M", 12_500_000),
        (ENGLISH, "250k", 250_000),
        (ENGLISH, "−3", -3),
        (ENGLISH, "1.0930", 1.093),
        (ENGLISH, ".5", 0.5),
        (GERMAN, "1.500.000", 1_500_000),
        (GERMAN, "12,5", 12.5),
        (GERMAN, "1 500", 1500),
    ],
)
def test_numbers_are_read_in_the_locale(numerals: Numerals, text: str, value: float) -> None:
    assert numerals.number(text) == value


@pytest.mark.parametrize(
    ("numerals", "text", "says"),
    [
        (ENGLISH, "1.500", "1.500 is 1.5 or 1,500? Type 1500 or 1.5."),
        (GERMAN, "1,500", "1,500 is 1,5 or 1.500? Type 1500 or 1,5."),
        (GERMAN, "1.5", "Decimals follow a comma here: type 1,5."),
        (ENGLISH, "abc", "abc is not a number."),
        (ENGLISH, "1,50,0", "1,50,0 is not a number."),
    ],
)
def test_doubtful_amounts_are_asked_about(numerals: Numerals, text: str, says: str) -> None:
    with pytest.raises(Unread) as fault:
        numerals.number(text, money=True)
    assert str(fault.value) == says


@pytest.mark.parametrize("numerals", [ENGLISH, GERMAN])
@pytest.mark.parametrize("value", [0, 1.5, -2, 1e9, 0.125, 1234567.89])
def test_what_is_shown_is_read_again(numerals: Numerals, value: float) -> None:
    assert numerals.number(numerals.show(value)) == value
    assert numerals.share(numerals.show(value, percent=True)) == pytest.approx(value)


@pytest.mark.parametrize("numerals", [ENGLISH, GERMAN])
@pytest.mark.parametrize("month", range(1, 13))
def test_dates_are_read_as_shown(numerals: Numerals, month: int) -> None:
    day = date(2027, month, 9)
    assert numerals.date(numerals.show_date(day)) == day.isoformat()
    assert numerals.date(f"9.{month}.27") == day.isoformat()


def test_a_date_that_is_none_says_so() -> None:
    with pytest.raises(Unread, match="not a day of the calendar"):
        ENGLISH.date("2027-02-30")
    with pytest.raises(Unread, match="is not a date"):
        ENGLISH.date("soon")


def test_estimates_come_apart_and_together() -> None:
    assert parts_of(5) == (None, 5, None)
    assert put_together((3, 5, 8)) == [3, 5, 8]
    assert put_together((None, 5, None)) == 5
    driver = {"low": 1, "likely": 2, "high": 3, "driver": "resin"}
    assert put_together((1, 2, 4), driver) == driver | {"high": 4}
    with pytest.raises(Unread, match="Give high too"):
        put_together((1, 2, None))
    with pytest.raises(Unread, match="ascend"):
        put_together((3, 2, 4))


def test_the_picture_of_an_estimate_peaks_at_the_likely_value() -> None:
    found = densities(0, 25, 100)
    assert max(found) == 1
    assert found.index(1) == 8
    assert densities(1, 1, 5)[0] == 1


def test_only_the_changed_key_changes() -> None:
    plain = {"x-own": 1, "budget": 5}
    assert with_value(plain, "budget", 6) == {"x-own": 1, "budget": 6}
    assert with_value(plain, "budget", None) == {"x-own": 1}


@pytest.fixture
def form(qtbot: QtBot, theme: Theme) -> Form:
    del theme
    names = ("title", "stage", "start", "horizon_years", "discount_rate", "budget", "cpi")
    made = Form(Brief, names, looks={"budget": Look(unit="USD"), "cpi": Look(percent=True)}, numerals=ENGLISH)
    qtbot.addWidget(made)
    made.show_plain(
        {"title": "T", "stage": "phase_3", "start": "2027-01-01", "horizon_years": 6, "discount_rate": 0.11}
    )
    made.show()
    qtbot.waitExposed(made)
    return made


def type_into(form: Form, name: str, text: str) -> None:
    editor = form.editor(name)
    assert isinstance(editor, LineEditor)
    editor.line.setFocus()
    editor.line.selectAll()
    QTest.keyClicks(editor.line, text)
    QTest.keyClick(editor.line, Qt.Key.Key_Return)


def test_a_field_hands_on_its_plain_value(form: Form) -> None:
    heard: list[tuple[str, Any]] = []
    form.edited.connect(lambda name, value: heard.append((name, value)))
    type_into(form, "budget", "90 M")
    type_into(form, "discount_rate", "9.5")
    type_into(form, "start", "1.4.2027")
    assert heard == [("budget", 90_000_000), ("discount_rate", 0.095), ("start", "2027-04-01")]
    budget = form.editor("budget")
    assert isinstance(budget, LineEditor)
    assert budget.line.text() == "90,000,000"


def test_a_wrong_value_stays_with_its_sentence(form: Form) -> None:
    heard: list[str] = []
    form.edited.connect(lambda name, _value: heard.append(name))
    type_into(form, "budget", "1.500")
    type_into(form, "horizon_years", "6.5")
    budget = form.editor("budget")
    assert isinstance(budget, LineEditor)
    assert heard == []
    assert budget.line.text() == "1.500"
    assert "Type 1500 or 1.5" in form.boxes["budget"].fault.words.text()
    assert form.boxes["budget"].fault.isVisible()
    form.show_plain({"title": "T", "discount_rate": 0.2, "horizon_years": 6})
    assert budget.line.text() == "1.500"
    type_into(form, "budget", "1500")
    assert heard == ["budget"]
    assert not form.boxes["budget"].fault.isVisible()


def test_a_refused_value_stays_until_the_document_changes(form: Form) -> None:
    type_into(form, "title", "Other")
    form.refuse("title", "Title is taken.")
    form.show_plain({"title": "T"})
    title = form.editor("title")
    assert isinstance(title, LineEditor)
    assert title.line.text() == "Other"
    form.show_plain({"title": "Third"})
    assert title.line.text() == "Third"
    assert not title.wrong


def test_an_estimate_is_read_when_all_three_are_left(form: Form) -> None:
    heard: list[Any] = []
    form.edited.connect(lambda _name, value: heard.append(value))
    editor = form.editor("cpi")
    assert isinstance(editor, EstimateEditor)
    editor.lines["low"].setFocus()
    QTest.keyClicks(editor.lines["low"], "1.5")
    editor.lines["likely"].setFocus()
    QTest.keyClicks(editor.lines["likely"], "2")
    assert heard == []
    assert not editor.lines["low"].property("wrong")
    QTest.keyClick(editor.lines["likely"], Qt.Key.Key_Return)
    assert editor.wrong == "Give high too, or the likely value alone."
    editor.lines["high"].setFocus()
    QTest.keyClicks(editor.lines["high"], "4")
    QTest.keyClick(editor.lines["high"], Qt.Key.Key_Return)
    assert heard == [[0.015, 0.02, 0.04]]


def test_every_field_has_a_name(form: Form) -> None:
    for box in form.boxes.values():
        focus = box.editor.focusProxy()
        assert focus is not None
        assert focus.accessibleName().startswith(box.editor.kind.label)


@pytest.fixture
def years(qtbot: QtBot, theme: Theme) -> GridEditor:
    del theme
    layout = Years(Kind(name="number", label="Demand", least=0), ENGLISH)
    layout.names = ("2027", "2028", "2029")
    made = GridEditor(Kind(name="years", label="Demand"), layout, ENGLISH)
    qtbot.addWidget(made)
    made.take([[4, 8, 8], 10])
    made.show()
    QAbstractItemModelTester(made.grid.grid, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    return made


def put(editor: GridEditor, row: int, column: int, text: str) -> None:
    grid = editor.grid
    grid.choose(row, column)
    QGuiApplication.clipboard().setText(text)
    QTest.keyClick(grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def test_a_block_pasted_keeps_what_can_be_read(years: GridEditor) -> None:
    heard: list[tuple[list[Any], str]] = []
    years.done.connect(lambda value, request: heard.append((value, request)))
    put(years, 0, 0, "1\tx\t3\r\n2\t5\t4\r\n3\t6\t5\r\n")
    assert heard == [([[1, 2, 3], 10, [3, 4, 5]], "Paste into demand")]
    model = years.grid.grid
    assert model.text(0, 1) == "x"
    assert model.text(1, 1) == "5"
    assert model.says(model.index(0, 1)) == "x is not a number."
    assert years.wrong == "x is not a number."
    years.settle(heard[0][0])
    years.take(heard[0][0])
    assert model.text(0, 1) == "x"
    model.setData(model.index(0, 1), "4")
    assert heard[-1][0] == [[1, 2, 3], [4, 5, 6], [3, 4, 5]]
    assert not years.wrong


def test_fill_and_clear(years: GridEditor) -> None:
    heard: list[Any] = []
    years.done.connect(lambda value, request: heard.append((value, request)))
    grid = years.grid
    grid.selectAll()
    QTest.keyClick(grid, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert heard[-1] == ([[4, 8, 8]] * 3, "Fill demand right")
    QTest.keyClick(grid, Qt.Key.Key_Delete)
    assert heard[-1] == ([], "Clear cells of demand")


def test_typing_and_enter_goes_down(years: GridEditor) -> None:
    grid = years.grid
    grid.setFocus()
    grid.setCurrentIndex(grid.grid.index(1, 2))
    QTest.keyClicks(grid, "7")
    line = grid.viewport().findChild(Line)
    assert line is not None
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert grid.grid.value == [[4, 8, 8], 10, 7]
    assert grid.currentIndex().row() == 2


def test_records_keep_unknown_keys_and_grow_by_paste(qtbot: QtBot, theme: Theme) -> None:
    del theme

    def fresh(rows: list[Any]) -> dict[str, Any]:
        return {"name": f"Gate {len(rows) + 1}", "quarter": 4, "probability": 1}

    editor = GridEditor(
        Kind(name="records", label="Gates"),
        Records(Gate, ("name", "quarter", "probability"), fresh, numerals=ENGLISH),
        ENGLISH,
    )
    qtbot.addWidget(editor)
    editor.take([{"name": "A", "quarter": 5, "probability": 0.6, "x-note": "kept"}])
    put(editor, 0, 0, "B\t6\t150\nC\t8\t90 %")
    assert editor.grid.grid.value == [
        {"name": "B", "quarter": 6, "probability": 0.6, "x-note": "kept"},
        {"name": "C", "quarter": 8, "probability": 0.9},
    ]
    assert editor.wrong == "Probability of success is at most 100 %."
    editor.grid.choose(1, 0)
    editor.grid.remove_rows()
    assert len(editor.grid.grid.value) == 1


def test_scope_cells_read_estimates_choices_and_flags() -> None:
    layout = Records(ScopeItem, ("quantity", "required", "estimate"), lambda _rows: {}, numerals=GERMAN)
    before = [{"id": "a", "title": "A", "quantity": 1}]
    found, wrong = layout.read(before, {(0, 0): "1,5 / 2 / 3", (0, 1): "no", (0, 2): "9 / 2 / 3"})
    assert found == [{"id": "a", "title": "A", "quantity": [1.5, 2, 3], "required": False}]
    assert wrong[0, 2].says == "Low, likely and high must ascend."
    assert layout.text(found, (0, 0)) == "1,5 / 2 / 3"
