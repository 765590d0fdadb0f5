"""New case: templates speak the window's language, a case kept as a template stands beside them."""

import json

import pytest
from pytestqt.qtbot import QtBot

from cdmo_desk.desk import Desk
from cdmo_desk.intake.becoming_scope import kinds
from cdmo_desk.speech import say, speaking
from tests.ui.conftest import CASE, WAIT
from ui.main_window import MainWindow
from ui.pages.brief_new import NewCasePage
from ui.pages.brief_templates import OWN, Template, templates

NEW = {"title": "Neu", "product": "P", "stage": "phase_3", "currency": "EUR", "start": "2027-01-01", "years": 6}


@pytest.mark.parametrize("template", templates(), ids=lambda found: found.key)
def test_a_case_speaks_german_and_its_scope_is_still_recognised(template: Template) -> None:
    english = template.made(NEW, "new", "2026-11-22")
    with speaking("de"):
        german = template.made(NEW, "new", "2026-11-22")
        assert say(template.title) != template.title
        assert say(template.says) != template.says
    assert english["scope"] != german["scope"]
    assert [item["id"] for item in english["scope"]] == [item["id"] for item in german["scope"]]
    for one, other in zip(english["scope"], german["scope"], strict=True):
        assert one["title"] != other["title"] or one["title"] == "Media fills"
        if kinds(other["title"]):
            assert kinds(other["title"])[:1] == kinds(one["title"])[:1], (one["title"], other["title"])
    assert {gate["name"] for gate in english["gates"]}.isdisjoint(gate["name"] for gate in german["gates"])
    assert "Technische Fähigkeiten" in json.dumps(german["criteria"], ensure_ascii=False)


def test_templates_name_usual_must_haves_and_set_none() -> None:
    for template in templates():
        assert template.usual
        assert "must_haves" not in template.made(NEW, "new", "2026-11-22")
        assert "none yet" in template.must_haves()


def test_a_case_kept_as_a_template_begins_another(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    desk.mark_case(CASE, "template", on=True)
    window.commands["new_case"].trigger()
    page = window.page
    assert isinstance(page, NewCasePage)
    qtbot.waitUntil(lambda: bool(page._own), timeout=WAIT)
    keys = [key for key, _title in page._titles()]
    assert keys == [*(template.key for template in templates()), f"{OWN}{CASE}"]
    page.form.edited.emit("template", f"{OWN}{CASE}")
    old = desk.document(CASE)["case"]
    assert page.values["currency"] == old["currency"]
    assert not page.form.editor("currency").isEnabled()
    for name, value in (("title", "From my own"), ("product", "B-2")):
        page.form.edited.emit(name, value)
    page.create_.click()
    qtbot.waitUntil(lambda: window.page.name == "brief", timeout=WAIT)
    new = desk.document("from-my-own")
    assert (new["case"]["title"], new["case"]["product"]) == ("From my own", "B-2")
    assert new["case"]["scope"] == old["scope"]
    assert new["offers"] == []
    window.commands["new_case"].trigger()
    assert page.form.editor("currency").isEnabled()
