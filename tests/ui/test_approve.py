"""Approve in the window: from the checklist to signatures, with the document in view; files verified when dropped."""

from pathlib import Path
from shutil import copyfile

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from cdmo_desk.desk import Desk
from cdmo_desk.signing import seal
from tests.ui.conftest import CASE, WAIT
from ui.dialogs.signing import NewIdentity
from ui.main_window import MainWindow
from ui.pages.approve import ApprovePage
from ui.pages.approve_form import TYPED

PASSPHRASE = "correct horse battery"  # noqa: S105 - of nobody
ROUTE = [{"role": "prepared", "name": "Marta Lindqvist"}, {"role": "approved", "name": "Priya <b>Raman</b>"}]
CHEAP = seal.Cost(2**4, 8, 1)


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seal, "COST", CHEAP)


@pytest.fixture(scope="module")
def routed(tmp_path_factory: pytest.TempPathFactory, example: Path) -> Path:
    """Return the library of the window's tests with a route and the identities of its people, made once."""
    kept, seal.COST = seal.COST, CHEAP
    path = tmp_path_factory.mktemp("routed") / "library.sqlite"
    copyfile(example, path)
    made = Desk(path, who="Tester")
    brief = made.document(CASE)["case"] | {"route": ROUTE}
    made.put_brief(CASE, brief, request="Set the route")
    for entry in ROUTE:
        made.new_identity(entry["name"], PASSPHRASE)
    made.end()
    seal.COST = kept
    return path


@pytest.fixture
def desk(tmp_path: Path, routed: Path) -> Desk:
    """Return a desk over a copy of it."""
    copyfile(routed, tmp_path / "library.sqlite")
    return Desk(tmp_path / "library.sqlite", who="Tester")


@pytest.fixture
def page(qtbot: QtBot, opened: MainWindow) -> ApprovePage:
    """Return the page with its document drawn."""
    QTest.keyClick(opened, Qt.Key.Key_7, Qt.KeyboardModifier.ControlModifier)
    made = opened.page
    assert isinstance(made, ApprovePage)
    qtbot.waitUntil(lambda: made.shown is not None and made.document.preview.is_drawn, timeout=WAIT)
    return made


def sign(qtbot: QtBot, page: ApprovePage, passphrase: str = PASSPHRASE) -> None:
    """Fill the form and sign."""
    before = page.shown.approval.done if page.shown else 0
    page.form.passphrase.setText(passphrase)
    QTest.mouseClick(page.form.sign, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.shown is not None and page.shown.approval.done == before + 1, timeout=WAIT)


def test_two_people_sign_what_they_see(qtbot: QtBot, opened: MainWindow, page: ApprovePage, desk: Desk) -> None:
    assert page.shown is not None
    seen = page.shown.ready.content
    assert "is open" in page.sentence.accessibleName()
    assert not page.form.sign.isEnabled()
    assert page.form.kind == ROUTE[0]["name"]
    sign(qtbot, page)
    assert page.form.passphrase.text() == ""
    assert page.shown.ready.content.startswith(seen)
    assert "Frozen for signature" in page.sentence.accessibleName()
    assert page.form.kind == ROUTE[1]["name"]
    sign(qtbot, page)
    assert page.form.isHidden()
    assert page.state == "2 of 2"
    assert "is approved" in page.sentence.accessibleName()
    assert desk.approval(CASE).state == "approved"
    assert not opened.commands["undo"].isEnabled()


@pytest.mark.soak
def test_a_wrong_passphrase_is_said_and_forgotten(qtbot: QtBot, page: ApprovePage) -> None:
    page.form.passphrase.setText("wrong wrong")
    page.form.sign.click()
    qtbot.waitUntil(lambda: "passphrase is wrong" in _said(page), timeout=WAIT)
    assert page.form.passphrase.text() == ""
    assert page.shown is not None
    assert not page.shown.approval.is_frozen


@pytest.mark.soak
def test_rejected_with_a_reason_then_a_new_revision(
    qtbot: QtBot, opened: MainWindow, page: ApprovePage, desk: Desk
) -> None:
    page.ask_rejection()
    assert page.dialog is not None
    assert not page.dialog.act.isEnabled()
    page.dialog.reason.setPlainText("Too dear")  # type: ignore[attr-defined]
    page.dialog.act.click()
    qtbot.waitUntil(lambda: page.shown is not None and page.shown.approval.state == "rejected", timeout=WAIT)
    assert "is rejected by" in page.sentence.accessibleName()
    assert page.revises.isVisible()
    opened.requests.ask(lambda made: made.put_brief(CASE, made.document(CASE)["case"] | {"title": "x"}, request="Edit"))
    qtbot.waitUntil(lambda: "Start a new revision" in _said(page), timeout=WAIT)
    page.ask_revision()
    assert page.dialog is not None
    page.dialog.reason.setPlainText("Again")  # type: ignore[attr-defined]
    page.dialog.act.click()
    qtbot.waitUntil(lambda: page.shown is not None and page.shown.approval.revision == 2, timeout=WAIT)
    assert desk.approval(CASE).state == "open"


@pytest.mark.soak
def test_the_document_turns_zooms_and_finds(qtbot: QtBot, page: ApprovePage) -> None:
    preview = page.document.preview
    assert preview.pages > 3
    assert page.document.outline.count() > 3
    preview.go(2)
    assert preview.page == 2
    assert page.document.phrase.accessibleName().startswith("page 3 of")
    QTest.keyClick(preview, Qt.Key.Key_End)
    assert preview.page == preview.pages - 1
    preview.zoom(1.0)
    preview.step(1)
    assert page.document.zooms.currentText() == "110%"
    page.look_for("Brightline")
    qtbot.waitUntil(lambda: "found" in page.document.found.text(), timeout=WAIT)
    assert preview.page == 0
    preview.next_spot()
    page.look_for("no such word")
    qtbot.waitUntil(lambda: page.document.found.text() == "not found", timeout=WAIT)


@pytest.mark.soak
def test_a_typed_sign_off_is_called_so(qtbot: QtBot, page: ApprovePage) -> None:
    form = page.form
    form.identity.setCurrentIndex(form.identity.findData(TYPED))
    form.identity.activated.emit(form.identity.currentIndex())
    assert form.passphrase.isHidden()
    assert not form.sign.isEnabled()
    form.name.setText("Somebody Else")
    assert not form.sign.isEnabled()
    form.name.setText(ROUTE[0]["name"])
    assert "no digital signature" in form.about.text()
    form.sign.click()
    qtbot.waitUntil(lambda: page.shown is not None and page.shown.approval.done == 1, timeout=WAIT)
    assert page.shown is not None
    assert page.shown.approval.steps[0].state == "typed"


@pytest.mark.soak
def test_the_checklist_leads_to_its_pages(qtbot: QtBot, opened: MainWindow, page: ApprovePage) -> None:
    del qtbot
    leads = [found for found in page.checks_.findChildren(QPushButton) if found.text() == "Level"]
    leads[0].click()
    assert opened.page.name == "level"


@pytest.mark.soak
def test_a_pdf_dropped_on_the_window_is_verified(
    qtbot: QtBot, opened: MainWindow, page: ApprovePage, tmp_path: Path
) -> None:
    sign(qtbot, page)
    assert page.shown is not None
    path = tmp_path / "signed.pdf"
    path.write_bytes(page.shown.ready.content)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(10, 10),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    opened.dropEvent(event)
    qtbot.waitUntil(lambda: opened.verifying.dialog is not None, timeout=WAIT)
    dialog = opened.verifying.dialog
    assert dialog is not None
    assert dialog.verdict.is_unaltered
    assert "Not yet signed" in " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in dialog.findChildren(QLabel))
    dialog.close()


@pytest.mark.soak
def test_the_route_is_set_from_a_dialog(qtbot: QtBot, page: ApprovePage, desk: Desk) -> None:
    from ui.dialogs.signing import RouteDialog

    page.ask_route()
    dialog = page.dialog
    assert isinstance(dialog, RouteDialog)
    assert dialog.route() == ROUTE
    dialog.lines[1][1].setCurrentText("Dana Director")
    dialog.act.click()
    qtbot.waitUntil(lambda: desk.document(CASE)["case"]["route"][1]["name"] == "Dana Director", timeout=WAIT)


@pytest.mark.soak
def test_names_of_people_are_plain_text(page: ApprovePage) -> None:
    labels = page.route.findChildren(QLabel)
    assert ROUTE[1]["name"] in [label.text() for label in labels]
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in page.findChildren(QLabel))


def _said(page: ApprovePage) -> str:
    return " ".join(label.text() for label in page.strips.findChildren(QLabel))


def test_every_control_has_a_name(page: ApprovePage) -> None:
    from tests.ui.test_access import unnamed

    assert unnamed(page) == []
    for ask in (page.ask_route, page.ask_identity, page.ask_rejection):
        ask()
        assert page.dialog is not None
        found = unnamed(page.dialog)
        assert [name for name in found if not name.startswith(("RouteDialog", "NewIdentity", "Reason"))] == []
        page.dialog.reject()


def test_only_who_is_next_can_sign_and_an_identity_just_made_is_chosen(
    qtbot: QtBot, opened: MainWindow, desk: Desk
) -> None:
    brief = desk.document(CASE)["case"] | {"route": [{"role": "prepared", "name": "Jonas Weber"}]}
    with qtbot.waitSignal(opened.work.case.figured, timeout=WAIT):
        opened.requests.ask(lambda made: made.put_brief(CASE, brief, request="Set the route"))
    opened.go("approve")
    page = opened.page
    assert isinstance(page, ApprovePage)
    qtbot.waitUntil(lambda: page.shown is not None and page.document.preview.is_drawn, timeout=WAIT)
    form = page.form
    offered = [form.identity.itemData(place) for place in range(form.identity.count())]
    assert not {entry["name"] for entry in ROUTE} & set(offered)
    assert form.kind == TYPED
    assert "No identity of Jonas Weber" in form.about.text()
    assert not form.sign.isEnabled()
    page.ask_identity()
    dialog = page.dialog
    assert isinstance(dialog, NewIdentity)
    assert dialog.name.text() == "Jonas Weber"
    dialog.first.setText(PASSPHRASE)
    dialog.again.setText(PASSPHRASE)
    dialog.act.click()
    qtbot.waitUntil(lambda: form.kind == "Jonas Weber", timeout=WAIT)
    sign(qtbot, page)
    assert desk.approval(CASE).state == "approved"
    acts = desk.approval(CASE).acts
    assert acts[0].time <= acts[1].time
