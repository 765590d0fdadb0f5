"""Quotes: every edit of an offer is one named request; what is refused stays as typed, with its sentence."""

from dataclasses import fields
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from cdmo_desk import resource
from cdmo_desk.contract.offer import TERMS
from cdmo_desk.desk import Desk
from cdmo_desk.field import columns
from cdmo_desk.sheets.terms import EXPLAINED, GROUPS
from tests.ui.conftest import CASE, WAIT
from ui.forms.editors import LineEditor
from ui.forms.numerals import Numerals
from ui.main_window import MainWindow
from ui.pages.quotes_body import CHANGES, RISKS, QuotesBody
from ui.pages.quotes_ground import Ground
from ui.pages.quotes_new import NewOffer
from ui.pages.quotes_origins import origins_of
from ui.pages.quotes_term_form import NOT_EDITED, TermForm
from ui.source_view import SourceView

FILES = ("castell-price-schedule.csv", "castell-suite-terms.xlsx")


@pytest.fixture
def stages() -> tuple[int, ...]:
    return ()


@pytest.fixture
def body(opened: MainWindow) -> QuotesBody:
    opened.go("quotes")
    return opened.quotes.body


@pytest.fixture
def filed(qtbot: QtBot, opened: MainWindow, desk: Desk) -> QuotesBody:
    """Return the page on a case with an offer made of files."""
    case = desk.import_case(resource.path("sample/mab-launch.json"))
    for name in FILES:
        desk.import_quote(resource.path(f"sample/{name}"), case, offer_id="suite", accept="test")
    opened.work.open_case(case)
    opened.go("quotes")
    qtbot.waitUntil(lambda: opened.quotes.body.edits.case == case, timeout=WAIT)
    return opened.quotes.body


def offers(desk: Desk, case: str = CASE) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = desk.document(case)["offers"]
    return found


def line_of(body: QuotesBody, name: str) -> QLineEdit:
    form = body.terms.form
    assert form is not None
    editor = form.editor(name)
    assert isinstance(editor, LineEditor)
    return editor.line


def type_in(line: QLineEdit, text: str) -> None:
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)
    QTest.keyClick(line, Qt.Key.Key_Return)


@pytest.mark.parametrize("kind", TERMS)
@pytest.mark.soak
def test_every_declared_field_of_a_term_can_be_edited(qtbot: QtBot, kind: str) -> None:
    ground = Ground()
    ground.brief = {"currency": "USD", "start": "2027-01-01", "horizon_years": 6, "gates": [], "scope": []}
    form = TermForm(kind, ground, Numerals())
    qtbot.addWidget(form)
    record: type = TERMS[kind]
    declared = {column.name for column in columns(record)} - {*NOT_EDITED, "escalates"}
    assert declared <= set(form.names())
    assert all(form.editor(name).kind.label for name in form.names())
    form.show_plain({"type": kind})
    by_default = {field.name: field.default for field in fields(record)}
    for name, box in form.form.boxes.items():
        if box.editor.kind.name == "flag":
            assert box.editor.read() == by_default[name], name  # what holds where nothing is stated


@pytest.mark.soak
def test_every_type_of_term_can_be_added_and_is_explained() -> None:
    offered = [kind for _caption, kinds in GROUPS for kind in kinds]
    assert sorted(offered) == sorted(TERMS)
    assert set(EXPLAINED) == set(TERMS)


@pytest.mark.soak
def test_quarters_are_chosen_by_the_calendar_and_shares_in_per_cent() -> None:
    ground = Ground()
    ground.brief = {"currency": "USD", "start": "2027-01-01", "horizon_years": 1, "fx": {"EUR": {"rate": 1}}}
    ground.offer = {"currency": "EUR"}
    assert ground.quarters()[3] == ("3", "Q4 2027")
    assert ground.years()[1] == ("1", "2028")
    assert ground.unit("offer currency a quarter") == "EUR"
    assert ground.unit("case currency") == "USD"
    assert ground.unit("fraction of the price") == "%"
    assert [code for code, _title in ground.currencies()] == ["USD", "EUR"]


@pytest.mark.soak
def test_an_edit_of_a_term_is_one_request_and_the_cost_follows(
    qtbot: QtBot, opened: MainWindow, body: QuotesBody, desk: Desk
) -> None:
    offer = next(one for one in offers(desk) if any(term["type"] == "deliverable" for term in one["terms"]))
    number = next(place for place, term in enumerate(offer["terms"]) if term["type"] == "deliverable")
    key = offer["terms"][number].get("id") or f"#{number}"
    body.offers.choose(offer["id"])
    assert body.terms.choose(key)
    before = body.terms.panel.costs.accessibleName()
    form = body.terms.form
    assert form is not None
    title = line_of(body, "title")
    type_in(title, "Renamed work")
    qtbot.waitUntil(lambda: "Renamed work" in str(offers(desk)), timeout=WAIT)
    after = next(one for one in offers(desk) if one["id"] == offer["id"])["terms"]
    assert after[number]["title"] == "Renamed work"
    assert [term for place, term in enumerate(after) if place != number] == [
        term for place, term in enumerate(offer["terms"]) if place != number
    ]
    assert body.terms.panel.costs.accessibleName() == before
    undo = opened.commands["undo"]
    qtbot.waitUntil(lambda: "set title" in undo.text(), timeout=WAIT)
    undo.trigger()
    qtbot.waitUntil(lambda: "Renamed work" not in str(offers(desk)), timeout=WAIT)


def test_what_is_typed_over_a_cell_is_marked_and_has_a_way_back(qtbot: QtBot, filed: QuotesBody) -> None:
    assert filed.terms.choose("suite-reservation")
    form = filed.terms.form
    assert form is not None
    assert filed.terms.panel.origins["fee_per_quarter"].kind == "cell"
    cost = filed.terms.panel.costs.accessibleName()
    type_in(line_of(filed, "fee_per_quarter"), "1.6 M")
    qtbot.waitUntil(lambda: filed.terms.panel.costs.accessibleName() != cost, timeout=WAIT)
    origin = filed.terms.panel.origins["fee_per_quarter"]
    assert (origin.kind, origin.said) == ("over", Numerals().show(1_500_000))
    filed.terms.restore("fee_per_quarter")
    qtbot.waitUntil(lambda: line_of(filed, "fee_per_quarter").text() == Numerals().show(1_500_000), timeout=WAIT)
    assert filed.terms.panel.origins["fee_per_quarter"].kind == "cell"


@pytest.mark.soak
def test_what_cannot_be_kept_stays_typed_while_other_terms_are_looked_at(
    qtbot: QtBot, filed: QuotesBody, desk: Desk
) -> None:
    del qtbot
    before = offers(desk, filed.edits.case)
    keys = [term["id"] for term in before[0]["terms"] if term["type"] == "deliverable"]
    assert filed.terms.choose("suite-reservation")
    type_in(line_of(filed, "fee_per_quarter"), "-5")
    assert filed.terms.form is not None
    assert "at least 0" in filed.terms.form.editor("fee_per_quarter").wrong
    assert filed.terms.choose(keys[0])
    assert filed.terms.choose("suite-reservation")
    assert line_of(filed, "fee_per_quarter").text() == "-5"
    assert filed.terms.form.editor("fee_per_quarter").wrong
    assert offers(desk, filed.edits.case) == before


def test_a_new_term_is_kept_once_all_it_needs_is_typed(qtbot: QtBot, filed: QuotesBody, desk: Desk) -> None:
    case = filed.edits.case
    count = len(offers(desk, case)[0]["terms"])
    filed.terms.begin("materials_per_batch")
    assert "Materials" in filed.terms.panel.helps.text()
    assert len(offers(desk, case)[0]["terms"]) == count
    form = filed.terms.form
    assert form is not None
    form.editor("amount").edited.emit(1000)
    qtbot.waitUntil(lambda: len(offers(desk, case)[0]["terms"]) == count + 1, timeout=WAIT)
    qtbot.waitUntil(lambda: filed.terms._key == "materials-per-batch", timeout=WAIT)
    assert filed.terms.draft is None
    filed.terms.begin("deposit")
    filed.terms.discard()
    assert filed.terms.draft is None
    assert filed.terms.panel.leave.isHidden()


def test_terms_are_copied_moved_and_removed_by_keys(qtbot: QtBot, filed: QuotesBody, desk: Desk) -> None:
    case = filed.edits.case

    def ids() -> list[str]:
        return [term["id"] for term in offers(desk, case)[0]["terms"]]

    before = ids()
    assert filed.terms.choose(before[1])
    filed.terms.view.setFocus()
    filed.terms.dragging.step(-1)
    qtbot.waitUntil(lambda: ids()[:2] == [before[1], before[0]], timeout=WAIT)
    qtbot.waitUntil(lambda: filed.terms.view.currentIndex().row() == 0, timeout=WAIT)
    filed.terms.duplicate()
    qtbot.waitUntil(lambda: len(ids()) == len(before) + 1, timeout=WAIT)
    qtbot.waitUntil(lambda: filed.terms._key == ids()[1], timeout=WAIT)
    filed.terms.delete()
    qtbot.waitUntil(lambda: len(ids()) == len(before), timeout=WAIT)
    actions = {action.text(): action for action in filed.terms.view.actions()}
    assert {"Duplicate term", "Remove term", "Move up", "Move down"} <= set(actions)


@pytest.mark.soak
def test_choosing_a_line_shows_its_term_and_back(filed: QuotesBody) -> None:
    line = next(one for one in filed.ground.offer["lines"] if one.get("becomes", {}).get("field"))
    assert filed.lines.view.select(lambda row: row.offer == line["id"])
    assert filed.terms._key == line["becomes"]["term"]
    other = next(one for one in filed.ground.offer["lines"] if one.get("becomes", {}).get("term") == "project-office")
    assert filed.terms.choose("project-office")
    row = filed.lines.view.current_row()
    assert row is not None
    assert row.offer == other["id"]


def test_basis_and_scope_of_a_line_are_edited_in_place(qtbot: QtBot, filed: QuotesBody, desk: Desk) -> None:
    case = filed.edits.case
    line = next(one for one in filed.ground.offer["lines"] if one.get("becomes", {}).get("term") == "project-office")
    assert filed.lines.view.select(lambda row: row.offer == line["id"])
    filed.lines.basis.setCurrentIndex(filed.lines.basis.findData("optional"))
    filed.lines.basis.activated.emit(filed.lines.basis.currentIndex())

    def term() -> dict[str, Any]:
        return next(one for one in offers(desk, case)[0]["terms"] if one["id"] == "project-office")

    qtbot.waitUntil(lambda: term().get("basis") == "optional", timeout=WAIT)
    filed.lines._set_scope("ppq")
    qtbot.waitUntil(lambda: term().get("scope") == "ppq", timeout=WAIT)
    menu = filed.lines.becoming()
    assert [action.text() for action in menu.actions()] == ["As its wording suggests", "Set a field of", "Set aside…"]
    menu.deleteLater()


@pytest.mark.soak
def test_a_cell_is_shown_in_the_suppliers_sheet(qtbot: QtBot, opened: MainWindow, filed: QuotesBody) -> None:
    filed.terms.source_wanted.emit(FILES[0], "castell-price-schedule", "E19")
    qtbot.waitUntil(lambda: isinstance(opened.findChild(SourceView, "source"), SourceView), timeout=WAIT)
    view = opened.findChild(SourceView, "source")
    assert isinstance(view, SourceView)
    assert view.view.currentIndex().data() == "1.500.000,00"
    assert FILES[0] in view.head.accessibleName()
    view.go("castell-price-schedule", "ZZ999")
    assert "empty" in view.note.text()
    view.close()
    filed.lines.source_wanted.emit("gone.xlsx", "Quote", "A1")
    qtbot.waitUntil(lambda: not opened.quotes.strips.isHidden(), timeout=WAIT)


@pytest.mark.soak
def test_a_fact_is_edited_and_refused_under_its_field(qtbot: QtBot, body: QuotesBody, desk: Desk) -> None:
    form = body.facts.form
    editor = form.editor("payment_days")
    assert isinstance(editor, LineEditor)
    type_in(editor.line, "75")
    qtbot.waitUntil(lambda: offers(desk)[0].get("payment_days") == 75, timeout=WAIT)
    type_in(editor.line, "soon")
    assert editor.wrong
    assert editor.line.text() == "soon"
    assert body.facts.more.isChecked()
    editor.leave()


@pytest.mark.soak
def test_risks_are_added_and_their_mitigation_adopted(qtbot: QtBot, body: QuotesBody, desk: Desk) -> None:
    count = len(offers(desk)[0].get("risks") or ())
    body.tabs.setCurrentIndex(RISKS)
    body.add()
    qtbot.waitUntil(lambda: len(offers(desk)[0].get("risks") or ()) == count + 1, timeout=WAIT)
    qtbot.waitUntil(lambda: body.risks._number == count, timeout=WAIT)
    body.risks.begin.click()
    qtbot.waitUntil(lambda: "mitigation" in offers(desk)[0]["risks"][count], timeout=WAIT)
    qtbot.waitUntil(lambda: not body.risks.adopted.isHidden(), timeout=WAIT)
    body.risks.toggle()
    qtbot.waitUntil(lambda: offers(desk)[0]["risks"][count]["mitigation"].get("adopted") is True, timeout=WAIT)
    body.risks.delete()
    qtbot.waitUntil(lambda: len(offers(desk)[0].get("risks") or ()) == count, timeout=WAIT)


@pytest.mark.soak
def test_a_new_offer_needs_a_supplier_and_is_chosen_once_it_is_there(
    qtbot: QtBot, opened: MainWindow, body: QuotesBody, desk: Desk
) -> None:
    opened.quotes.add_offer()
    dialog = opened.findChild(NewOffer)
    assert isinstance(dialog, NewOffer)
    dialog.add()
    qtbot.waitUntil(lambda: bool(dialog.form.editor("supplier").wrong), timeout=WAIT)
    dialog.form.editor("supplier").leave()
    dialog.form.editor("supplier").edited.emit("Nova Sachsen")
    with qtbot.waitSignal(dialog.destroyed, timeout=WAIT):
        dialog.add()
    assert offers(desk)[-1]["id"] == "nova-sachsen"
    qtbot.waitUntil(lambda: body.edits.offer == "nova-sachsen", timeout=WAIT)
    body.offers.delete()
    qtbot.waitUntil(lambda: offers(desk)[-1]["id"] != "nova-sachsen", timeout=WAIT)


@pytest.mark.soak
def test_changes_of_the_offer_are_told_with_their_values(qtbot: QtBot, body: QuotesBody, desk: Desk) -> None:
    before = offers(desk)[0].get("payment_days", 0)
    desk.set_offer(CASE, body.edits.offer, "payment_days", 91)
    body.below.setCurrentIndex(CHANGES)
    qtbot.waitUntil(lambda: body.changes.sheet_model.rowCount() > 0, timeout=WAIT)
    texts = [cell.text for cell in body.changes.sheet_model.row(0).cells]
    assert f"{before:g} → 91" in texts[3] or "→ 91" in texts[3]


@pytest.mark.soak
def test_origins_tell_cells_from_what_was_typed() -> None:
    source = [{"file": "a.xlsx", "sheet": "Quote", "cell": "E5"}]
    term = {"type": "deposit", "amount": 7, "quarter": 1, "sources": {"amount": source}, "x-typed": {"amount": 5}}
    found = origins_of(term, Numerals())
    assert (found["amount"].kind, found["amount"].said, found["amount"].cells) == (
        "over",
        "5",
        (("a.xlsx", "Quote", "E5"),),
    )
    assert found["quarter"].kind == "typed"
    assert origins_of(term | {"amount": 5}, Numerals())["amount"].kind == "cell"
