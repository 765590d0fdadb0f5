"""The page Explore: a what-if follows the document changed the same way; scenarios are kept, undone and deleted."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cdmo_desk.desk import Desk
from cdmo_desk.document import read
from cdmo_desk.evaluation import compare
from cdmo_desk.evaluation.answers import changed
from cdmo_desk.problem import Refused
from cdmo_desk.sheets import exploring
from cdmo_desk.sheets.movable import movables
from tests.conftest import EXAMPLES
from tests.ui.conftest import WAIT
from tests.ui.test_access import unnamed
from ui.charts.crossings import Gap
from ui.main_window import MainWindow
from ui.pages.explore import ExplorePage
from ui.theme import Theme

OFFERS = ("ffs", "tm", "hybrid")
FEW = 128


@pytest.fixture
def desk(tmp_path: Any) -> Desk:
    plain = read_example()
    plain["offers"] = [offer for offer in plain["offers"] if offer["id"] in OFFERS]
    (tmp_path / "case.json").write_text(json.dumps(plain), "utf-8")
    made = Desk(tmp_path / "library.sqlite", who="Tester")
    made.import_case(tmp_path / "case.json")
    return made


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, desk: Desk) -> Iterator[ExplorePage]:
    window = MainWindow(desk, theme)
    window.work.case.stages = ()
    window.show()
    window.work.open_case("mab-launch")
    qtbot.waitUntil(lambda: window.work.case.shown is not None, timeout=WAIT)
    window.late.prepare("explore")
    made = window.pages["explore"]
    assert isinstance(made, ExplorePage)
    made.explorer.trials = made.explorer.answer_trials = FEW
    window.go("explore")
    qtbot.waitUntil(lambda: bool(made.inputs.groups), timeout=WAIT)
    yield made
    window.close()
    window.deleteLater()
    qtbot.wait(10)


def until(qtbot: QtBot, so: Callable[[], Any]) -> None:
    qtbot.waitUntil(lambda: bool(so()), timeout=WAIT)


def move(page: ExplorePage, path: str, value: float) -> None:
    row = page.inputs.row(path)
    row.slider.setValue(round((value - row.found.low) / (row.found.high - row.found.low) * 200))


def scenarios(desk: Desk) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = desk.document("mab-launch")["case"].get("scenarios") or []
    return found


def test_a_slider_gives_the_verdict_of_the_changed_document_and_reset_that_of_the_plan(
    qtbot: QtBot, page: ExplorePage, desk: Desk
) -> None:
    case = desk.case("mab-launch")
    plan = exploring.leads(case, exploring.at_once(desk.standing(case)))
    until(qtbot, lambda: page.finding.text() == plan)
    verdicts: list[Any] = []
    page.explorer.judged.connect(verdicts.append)
    row = page.inputs.row("case.fx.EUR.rate")
    move(page, "case.fx.EUR.rate", 1.2535)
    assert not row.back.isHidden()
    assert page.changes == {"case.fx.EUR.rate": row.value}
    until(qtbot, lambda: any(found.turns is False or found.turns for found in verdicts))
    made = changed(case, {"case.fx.EUR.rate": row.value})
    at_once = exploring.at_once(desk.standing(made))
    assert at_once.leader != exploring.at_once(desk.standing(case)).leader
    assert verdicts[0].says == exploring.leads(made, at_once)
    assert verdicts[0].turns
    until(qtbot, lambda: f"{FEW}" in page.against.text())
    truth = exploring.simulated(compare(made, trials=FEW, traced=False))
    assert page.finding.text() == exploring.leads(made, truth)
    assert not page.turned.isHidden()
    QTest.mouseClick(row.back, Qt.MouseButton.LeftButton)
    assert page.changes == {}
    until(qtbot, lambda: page.finding.text() != exploring.leads(made, truth) and page.turned.isHidden())
    assert row.back.isHidden()
    assert row.slider.value_at(row.slider.value()) == row.found.now


@pytest.mark.soak
def test_a_slider_that_is_dragged_is_followed_to_its_last_place(qtbot: QtBot, page: ExplorePage, desk: Desk) -> None:
    verdicts: list[Any] = []
    until(qtbot, lambda: page.finding.text() != "Calculating…")
    page.explorer.judged.connect(verdicts.append)
    for value in (0.2, 0.4, 0.8, 1.6, 2.4):
        move(page, "case.demand", value)
    made = changed(desk.case("mab-launch"), {"case.demand": {"times": 2.4}})
    wanted = exploring.leads(made, exploring.at_once(desk.standing(made)))
    until(qtbot, lambda: any(found.says == wanted for found in verdicts))


@pytest.mark.soak
def test_typed_values_are_read_and_wrong_ones_marked(qtbot: QtBot, page: ExplorePage) -> None:
    row = page.inputs.row("case.discount_rate")
    row.field.selectAll()
    QTest.keyClicks(row.field, "12.5")
    QTest.keyClick(row.field, Qt.Key.Key_Return)
    assert page.changes == {"case.discount_rate": 0.125}
    row.field.selectAll()
    QTest.keyClicks(row.field, "dear")
    QTest.keyClick(row.field, Qt.Key.Key_Return)
    assert row.field.property("wrong")
    assert page.changes == {"case.discount_rate": 0.125}
    page.explorer.put("offers[ffs].escalation.floor", 0.9)
    until(qtbot, lambda: "above the cap" in " ".join(strip_texts(page)))
    QTest.mouseClick(page.reset, Qt.MouseButton.LeftButton)
    until(qtbot, lambda: not any("above the cap" in text for text in strip_texts(page)))
    assert page.changes == {}


def strip_texts(page: ExplorePage) -> list[str]:
    return [strip.words.text() for strip in page.strips._kept.values()]


@pytest.mark.soak
def test_a_scenario_is_saved_in_one_request_chosen_undone_and_deleted(
    qtbot: QtBot, page: ExplorePage, desk: Desk
) -> None:
    assert not page.save.isEnabled()
    move(page, "case.demand", 1.5)
    assert page.save.isEnabled()
    page.keep("  Fast   uptake ")
    until(qtbot, lambda: scenarios(desk))
    assert scenarios(desk) == [{"name": "Fast uptake", "changes": {"case.demand": {"times": 1.5}}}]
    until(qtbot, lambda: page.scenario.currentText() == "Fast uptake")
    sheet = page.side.panels["scenarios"].view.sheet_model
    until(qtbot, lambda: sheet.rowCount() == 2 and "…" not in sheet.row(1).cells[1].text)
    move(page, "case.demand", 1.8)
    until(qtbot, lambda: sheet.rowCount() == 3 and sheet.row(0).cells[0].text == "What-if, unsaved")
    page.keep("Fast uptake")
    until(qtbot, lambda: any("already" in text for text in strip_texts(page)))
    assert scenarios(desk)[0]["changes"] == {"case.demand": {"times": 1.5}}
    page.keep("Fast uptake", replace=True)
    until(qtbot, lambda: scenarios(desk)[0]["changes"] == {"case.demand": {"times": 1.8}})
    until(qtbot, page.delete.isEnabled)
    page.choose_scenario("")
    assert page.changes == {}
    page.choose_scenario("Fast uptake")
    assert page.inputs.row("case.demand").value == pytest.approx(1.8)
    desk.undo("mab-launch")
    assert scenarios(desk)[0]["changes"] == {"case.demand": {"times": 1.5}}
    desk.undo("mab-launch")
    assert scenarios(desk) == []


def test_charts_have_a_table_of_the_same_figures_and_copy_it(qtbot: QtBot, page: ExplorePage) -> None:
    until(qtbot, lambda: page.side.found is not None)
    found = page.side.found
    assert found is not None
    for name in ("tornado", "crossings", "winners"):
        panel = page.side.panels[name]
        assert panel.view.isHidden()
        panel.swap.setChecked(True)
        assert panel.view.sheet_model.rowCount() > 3
        assert panel.chart is not None
        assert panel.chart.isHidden()
        assert panel.chart.accessibleDescription()
        next(action for action in panel.chart.actions() if action.text() == "Copy data").trigger()
        copied = QGuiApplication.clipboard().text()
        assert copied.count("\n") == panel.view.sheet_model.rowCount()
    first = found.drivers[page.side.offer]
    assert first.sheet.rows[0].cells[0].text == first.swings[0].title
    assert first.sheet.rows[0].cells[3].key == pytest.approx(first.swings[0].low * 1e6)
    assert found.won is not None
    assert {offer for offer, _letter, _name in found.won.offers} == set(found.drivers)


@pytest.mark.soak
def test_crossovers_lie_on_zero(qtbot: QtBot, page: ExplorePage) -> None:
    until(qtbot, lambda: page.side.found is not None)
    gaps = page.side.crossings.gaps
    crossing = [(gap, zero) for gap in gaps for zero in gap.zeros]
    assert crossing
    for gap, zero in crossing:
        below, above = gap.at(zero - 1e-4), gap.at(zero + 1e-4)
        assert below * above <= 0 or abs(gap.at(zero)) < 1e-6
    assert Gap("a", "A", "A", ((0.0, 2.0), (1.0, 0.0)), (1.0,)).at(0.5) == pytest.approx(1.0)


def test_inputs_are_found_by_name_and_all_parts_are_named(qtbot: QtBot, page: ExplorePage) -> None:
    page.inputs.finding.setText("ready after")
    shown = [row for group in page.inputs.groups.values() for row in group.rows.values() if not row.isHidden()]
    assert len(shown) == len(OFFERS)
    assert all("Ready after" in row.found.title for row in shown)
    page.inputs.finding.clear()
    until(qtbot, lambda: page.side.found is not None)
    assert unnamed(page) == []


@pytest.mark.soak
def test_every_input_can_be_moved_to_where_it_stands(desk: Desk) -> None:
    case = desk.case("mab-launch")
    found = movables(case)
    assert len({one.path for one in found}) == len(found) > 100
    there = movables(changed(case, {one.path: one.change(one.now) for one in found}))
    assert [one.now for one in there] == pytest.approx([one.now for one in found])
    near = {
        one.path: one.now * 0.98 for one in found if one.kind != "whole" and not one.path.endswith(("floor", "cap"))
    }
    moved = {one.path: one for one in movables(changed(case, {
        one.path: one.change(near[one.path]) for one in found if one.path in near}))}  # fmt: skip
    for one in found:
        if one.path in near and one.kind != "factor":
            assert moved[one.path].now == pytest.approx(near[one.path]), one.path
            assert one.value(one.change(near[one.path])) == pytest.approx(near[one.path])


@pytest.mark.soak
def test_a_slip_shifts_and_an_estimate_moves_in_proportion(desk: Desk) -> None:
    case = desk.case("mab-launch")
    known = {one.path: one for one in movables(case)}
    slip = known["case.slip_quarters"]
    assert slip.change(2.0) == [2, 2, 5]
    assert slip.value(slip.change(2.0)) == 2
    ready = known["offers[ffs].ready_months"]
    assert changed(case, {ready.path: ready.change(18.0)}).offers[0].ready_months.high == pytest.approx(28)
    assert known["case.gates[Approval].probability"].change(1.0) == 1


@pytest.mark.soak
def test_names_that_are_no_plain_words_are_reached_by_place() -> None:
    plain = read_example()
    for gate, name in zip(plain["case"]["gates"], ("1", "a[b]"), strict=True):
        gate["name"] = name
    for offer in plain["offers"]:
        offer["terms"] = [
            term | ({"gate": "1"} if term.get("gate") else {}) for term in offer["terms"] if term["type"] != "equity"
        ]
    plain["case"]["stresses"] = []
    case = read(plain)
    paths = [one.path for one in movables(case) if "gates" in one.path]
    assert paths == ["case.gates[0].probability", "case.gates[1].probability"]
    assert changed(case, {paths[1]: 0.25}).brief.gates[1].probability == 0.25


def read_example() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((EXAMPLES / "mab-launch.json").read_text("utf-8"))
    return found


@pytest.mark.soak
def test_wrong_scenarios_are_refused(desk: Desk) -> None:
    for name, changes, why in (
        (" ", {"case.discount_rate": 0.1}, "needs a name"),
        ("Empty", {}, "Nothing is changed"),
        ("Nowhere", {"case.gates[None].probability": 0.1}, "leads nowhere"),
        ("Too much", {"case.gates[Approval].probability": 2}, "probability"),
    ):
        with pytest.raises(Refused, match=why):
            desk.save_scenario("mab-launch", name, changes)
    with pytest.raises(Refused, match="no scenario"):
        desk.delete_scenario("mab-launch", "Gone")
    assert scenarios(desk) == []
    desk.save_scenario("mab-launch", "Late", {"case.slip_quarters": [4, 4, 6]})
    desk.delete_scenario("mab-launch", "Late")
    assert scenarios(desk) == []


def test_its_inputs_are_never_windows_of_their_own(page: ExplorePage, qapp: QApplication) -> None:
    seen = Windows()
    found, page.inputs._found = page.inputs._found, ()
    qapp.installEventFilter(seen)
    page.inputs.show_inputs(found, {})
    qapp.removeEventFilter(seen)
    assert page.inputs.groups
    assert seen.shown == []


class Windows(QObject):
    """Notes what is shown as a window."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Note a window that is shown."""
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False
