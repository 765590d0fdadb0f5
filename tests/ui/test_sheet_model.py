"""The one model of all tables: it keeps Qt's rules, sorts figures as figures, filters, and changes figures in place."""

from dataclasses import replace

from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from cdmo_desk.sheets.sheet import Cell, Column, Row, Sheet
from ui.sheet_model import SheetModel

UP, DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


def names(model: SheetModel) -> list[str]:
    return [model.row(number).cells[1].text for number in range(model.rowCount())]


def test_it_keeps_the_rules_of_models(qtmodeltester: ModelTester, sheet: Sheet) -> None:
    model = SheetModel()
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    model.show(sheet)
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    model.sort(2, DOWN)
    model.filter({"name": "a"})
    model.show(None)
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]


def test_figures_sort_as_figures_and_unknown_ones_last(sheet: Sheet) -> None:
    model = SheetModel()
    model.show(sheet)
    model.sort(2, UP)
    assert names(model) == ["Alpha", "Beta", "Delta", "Gamma", "All"]
    model.sort(2, DOWN)
    assert names(model) == ["Delta", "Beta", "Alpha", "Gamma", "All"]
    model.sort(1, UP)
    assert names(model) == ["Alpha", "Beta", "Delta", "Gamma", "All"]
    model.sort(-1)
    assert names(model) == ["Beta", "Alpha", "Gamma", "Delta", "All"]


def test_groups_and_sums_keep_their_place() -> None:
    def row(name: str, value: float, tone: str = "") -> Row:
        return Row((Cell(name), Cell(str(value), value)), tone)  # type: ignore[arg-type]

    made = Sheet(
        id="groups",
        title="",
        columns=(Column("name", "Name"), Column("value", "Value", "", "right")),
        rows=(row("one", 0, "group"), row("b", 2), row("a", 1), row("sum", 3, "sum"), row("d", 9), row("c", 8)),
    )
    model = SheetModel()
    model.show(made)
    model.sort(1, UP)
    assert [model.row(number).cells[0].text for number in range(6)] == ["one", "a", "b", "sum", "c", "d"]


def test_filters_and_find_hide_rows_and_alter_nothing(sheet: Sheet) -> None:
    model = SheetModel()
    model.show(sheet)
    model.filter({"name": "TA"})
    assert names(model) == ["Beta", "Delta", "All"]
    model.filter({}, "10.25")
    assert names(model) == ["Delta", "All"]
    model.filter({})
    assert names(model) == ["Beta", "Alpha", "Gamma", "Delta", "All"]
    assert model.sheet is sheet


def test_new_figures_of_the_same_shape_come_in_place(qtbot: QtBot, sheet: Sheet) -> None:
    model = SheetModel()
    model.show(sheet)
    first = sheet.rows[0]
    other = replace(sheet, rows=(replace(first, cells=(*first.cells[:2], Cell("7.00", 7e6))), *sheet.rows[1:]))
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged):
        model.show(other)
    assert model.index(0, 2).data() == "7.00"


def test_the_chosen_row_follows_the_sort(sheet: Sheet) -> None:
    from PySide6.QtCore import QPersistentModelIndex

    model = SheetModel()
    model.show(sheet)
    kept = QPersistentModelIndex(model.index(3, 1))
    model.sort(1, UP)
    assert kept.row() == 2
    assert kept.data() == "Delta"


def test_heads_say_letter_and_unit(sheet: Sheet) -> None:
    model = SheetModel()
    model.show(sheet)
    assert model.headerData(2, Qt.Orientation.Horizontal) == "Cost, M USD"
    assert model.headerData(0, Qt.Orientation.Vertical) is None
