"""The table: what is copied, which columns are shown, what stays chosen, and that others' text is plain text."""

from dataclasses import replace

from PySide6.QtCore import QLocale, QMimeData, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cdmo_desk.sheets.sheet import Cell, Row, Sheet
from ui.copying import as_mime
from ui.sheet_view import SheetView
from ui.text import tip
from ui.theme import Theme

POINT = QLocale().decimalPoint()


def shown(qtbot: QtBot, sheet: Sheet, *, by_cell: bool = False) -> SheetView:
    view = SheetView("Test", by_cell=by_cell)
    qtbot.addWidget(view)
    view.resize(500, 300)
    view.show_sheet(sheet)
    view.show()
    return view


def copied() -> QMimeData:
    found = QGuiApplication.clipboard().mimeData()
    assert found is not None
    return found


def test_a_row_is_copied_with_and_without_headers(qtbot: QtBot, theme: Theme, sheet: Sheet) -> None:
    del theme
    view = shown(qtbot, sheet)
    view.select(lambda row: row.offer == "a")
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert copied().text() == f"A Alpha\tAlpha\t-1100{POINT}00"
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(view, Qt.Key.Key_C, both)
    assert copied().text() == f"Offer\tName\tCost, M USD\r\nA Alpha\tAlpha\t-1100{POINT}00"
    assert "<th>Cost, M USD</th>" in copied().html()


def test_all_is_copied_where_nothing_is_chosen_and_hidden_columns_are_not(
    qtbot: QtBot, theme: Theme, sheet: Sheet
) -> None:
    del theme
    view = shown(qtbot, sheet)
    view.columns.show(1, shown=False)
    view.clearSelection()
    view.copy()
    assert len(copied().text().split("\r\n")) == 5
    assert "Alpha\tAlpha" not in copied().text()


def test_text_that_looks_like_a_formula_goes_out_as_text(sheet: Sheet) -> None:
    row = (Cell("=1+1"), Cell("<b>@x</b>"), Cell("9.50", 9.5e6))
    made = as_mime(sheet.columns, [row], heads=False)
    assert made.text() == f"'=1+1\t<b>@x</b>\t9{POINT}50"
    assert "&lt;b&gt;@x&lt;/b&gt;" in made.html()


def test_columns_are_kept_by_their_ids(qtbot: QtBot, theme: Theme, sheet: Sheet) -> None:
    del theme
    view = shown(qtbot, sheet)
    view.columns.show(1, shown=False)
    view.head.moveSection(2, 0)
    turned = replace(
        sheet,
        columns=(sheet.columns[1], sheet.columns[0], sheet.columns[2]),
        rows=tuple(replace(row, cells=(row.cells[1], row.cells[0], row.cells[2])) for row in sheet.rows),
        totals=(),
    )
    other = shown(qtbot, turned)
    assert other.head.isSectionHidden(0)
    assert [turned.columns[place].id for place in other.columns.shown()] == ["cost", "offer"]


def test_figures_are_never_cut(qtbot: QtBot, theme: Theme, sheet: Sheet) -> None:
    del theme
    view = shown(qtbot, sheet)
    view.resize(120, 300)
    for number in range(view.sheet_model.rowCount()):
        row = view.sheet_model.row(number)
        assert view.columnWidth(2) >= view.cells.width_of(view.font(), row.cells[2], row)


def test_first_columns_stay_in_sight(qtbot: QtBot, theme: Theme, sheet: Sheet) -> None:
    del theme
    view = shown(qtbot, sheet)
    view.resize(190, 300)
    bar = view.horizontalScrollBar()
    assert view.frozen.areas() == []
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    assert [place for place, _ in view.frozen.areas()] == [0]
    assert view.indexAt(QPoint(5, 5)).column() == 0
    assert not view.grab().isNull()


def test_the_chosen_row_stays_chosen(qtbot: QtBot, theme: Theme, sheet: Sheet) -> None:
    del theme
    view = shown(qtbot, sheet)
    view.select(lambda row: row.offer == "d")
    view.show_sheet(replace(sheet, rows=tuple(reversed(sheet.rows))))
    row = view.current_row()
    assert row is not None
    assert row.offer == "d"


def test_a_click_on_a_head_sorts_up_down_and_not(qtbot: QtBot, theme: Theme, sheet: Sheet) -> None:
    del theme
    view = shown(qtbot, sheet)
    firsts = []
    for _ in range(3):
        view.head.sectionClicked.emit(2)
        firsts.append(view.sheet_model.row(0).offer)
    assert firsts == ["a", "d", "b"]


def test_the_filter_row_filters(qtbot: QtBot, theme: Theme, sheet: Sheet) -> None:
    del theme
    view = shown(qtbot, sheet)
    view.filters.open(shown=True)
    view.filters.fields["name"].setText("gam")
    assert view.sheet_model.rowCount() == 2
    view.filters.open(shown=False)
    assert view.sheet_model.rowCount() == 5


def test_tool_tips_show_text_letter_by_letter() -> None:
    assert tip("<img src=x>\n&") == "<p>&lt;img src=x&gt;<br>&amp;</p>"
    assert tip("") == ""


def test_a_hostile_sheet_is_painted_without_ado(qtbot: QtBot, theme: Theme, sheet: Sheet) -> None:
    del theme
    nasty = "<h1>x</h1>\u202e\x00" + "W" * 5000
    made = replace(sheet, rows=(Row((Cell(nasty, "A", "offer"), Cell(nasty), Cell("1", 1.0))),))
    view = shown(qtbot, made)
    assert not view.grab().isNull()
    assert view.columnWidth(1) < 1000


def test_shift_and_a_click_sort_equal_rows_by_one_more_column(qtbot: QtBot, theme: Theme, sheet: Sheet) -> None:
    del theme
    rows = tuple(
        Row((Cell(name), Cell(group), Cell(str(value), value)), "", name)
        for name, group, value in (("a", "x", 2.0), ("b", "y", 3.0), ("c", "x", 1.0), ("d", "y", 4.0))
    )
    view = shown(qtbot, replace(sheet, rows=rows, totals=()))
    head = view.head

    def press(column: int, keys: Qt.KeyboardModifier) -> None:
        middle = head.sectionViewportPosition(column) + head.sectionSize(column) // 2
        QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, keys, QPoint(middle, head.height() - 8))

    def order() -> str:
        return "".join(view.sheet_model.row(number).offer for number in range(4))

    press(1, Qt.KeyboardModifier.NoModifier)
    assert order() == "acbd"
    press(2, Qt.KeyboardModifier.ShiftModifier)
    assert order() == "cabd"
    press(2, Qt.KeyboardModifier.ShiftModifier)
    assert order() == "acdb"
    press(2, Qt.KeyboardModifier.ShiftModifier)
    assert order() == "acbd"
    press(2, Qt.KeyboardModifier.NoModifier)
    assert order() == "cabd"
    assert view.sheet_model.also_sorted == ()
