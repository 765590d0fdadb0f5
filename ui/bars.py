"""The menu bar and the tool bar of the window."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QSizePolicy, QToolBar, QToolButton, QWidget

from cdmo_desk.speech import marked, say
from ui import tongue
from ui.edits import mark_edits
from ui.panel import BESIDE_TEXT
from ui.panes import next_pane
from ui.settings import settings

if TYPE_CHECKING:
    from ui.main_window import MainWindow

PAGES = (
    ("Ctrl+0", "library", marked("&Library")),
    ("Ctrl+1", "brief", marked("&Brief")),
    ("Ctrl+2", "quotes", marked("&Quotes")),
    ("Ctrl+3", "level", marked("Le&vel")),
    ("Ctrl+4", "compare", marked("&Compare")),
    ("Ctrl+5", "explore", marked("E&xplore")),
    ("Ctrl+6", "score", marked("&Score")),
    ("Ctrl+7", "approve", marked("&Approve")),
    ("Ctrl+H", "history", marked("&History")),
)
THEMES = (("", marked("As the system")), ("light", marked("Light")), ("dark", marked("Dark")))


def make_commands(window: "MainWindow") -> None:
    """Make all commands of a window, and its menus."""
    make, work, filing, keys = window.commands.make, window.work, window.work.filing, QKeySequence.StandardKey
    make("new_case", say("&New case…"), window.late.begin, key=keys.New, icon="file-plus")
    make("import_case", say("Import &case…"), filing.choose_case_file, key="Ctrl+O", icon="folder-open")
    make("import_quotes", say("&Import quotes…"), filing.choose_quotes, key="Ctrl+I", icon="import")
    make("paste_quote", say("&Paste quote"), work.reviewing.paste, key="Ctrl+Shift+V", icon="file-plus")
    make("sample", say("Open the &sample case"), work.open_sample, icon="book-open")
    make("export_pdf", say("&Export PDF…"), filing.export_pdf, key="Ctrl+P", icon="file-down")
    make("export_workbook", say("Export &workbook…"), filing.export_workbook, icon="file-spreadsheet")
    make("export_case", say("Export case &document…"), filing.export_case, icon="file-down")
    make("backups", say("&Backups…"), work.show_backups, icon="archive")
    make("save", say("&Save"), work.say_saved, key=keys.Save)
    make("quit", say("&Quit"), window.close, key="Ctrl+Q")
    make("undo", say("&Undo"), work.undo, key=keys.Undo, icon="undo-2")
    make("redo", say("&Redo"), work.redo, key="Ctrl+Y", icon="redo-2")
    make("copy", say("&Copy table"), work.copy, icon="copy")
    make("find", say("&Find"), window.finding.setFocus, key=keys.Find, icon="search")
    for key, name, title in PAGES:
        make(name, say(title), partial(window.go, name), key=key)
    make("recalculate", say("&Recalculate"), work.case.refresh, key="F5", icon="refresh-cw")
    make("fold", say("&Fold navigation"), window.fold, key="Ctrl+B", icon="panel-left")
    make("pane", say("&Next panel"), partial(next_pane, window, 1), key="F6")
    make("pane_back", say("&Previous panel"), partial(next_pane, window, -1), key="Shift+F6")
    make("primary", say("&Primary button"), work.press_primary, key="Ctrl+Return")
    make("leave", say("Lea&ve"), work.leave, key="Esc")
    make("explain", say("&Why this number, or help"), window.explaining.explain, key="F1", icon="circle-help")
    make("keys", say("&Keys"), window.explaining.keys)
    make("verify", say("&Verify a signed PDF…"), window.verifying.choose, icon="badge-check")
    make("revise", say("Start a new re&vision…"), window.closing.ask_revision, icon="file-plus")
    window.commands["revise"].setEnabled(False)
    mark_edits(*(window.commands[name] for name in ("import_quotes", "paste_quote")))
    make("about", say("&About CDMO Desk"), work.about_program)
    _make_menus(window)
    for name in ("undo", "redo"):
        window.commands[name].setEnabled(False)


def tool_bar(window: "MainWindow") -> QToolBar:
    """Return the tool bar: undo and redo, the main commands, and the field to find with."""
    bar = QToolBar(say("Tools"))
    bar.setObjectName("tools")
    bar.setMovable(False)
    bar.setIconSize(BESIDE_TEXT)
    bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
    for names in (("undo", "redo"), ("import_quotes", "recalculate"), ("copy", "export_pdf")):
        if names[0] != "undo":
            bar.addSeparator()
        for name in names:
            action = window.commands[name]
            bar.addAction(action)
            made = bar.widgetForAction(action)
            if name not in ("undo", "redo") and isinstance(made, QToolButton):
                made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
                action.setIconText(action.text().replace("&", ""))
    gap = QWidget()
    gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    bar.addWidget(gap)
    window.finding.setAccessibleName(say("Find"))
    window.finding.setFixedWidth(220)
    window.finding.textChanged.connect(window.look_for)
    bar.addWidget(window.finding)
    return bar


def _make_menus(window: "MainWindow") -> None:
    menu = window.commands.menu
    files = (
        "new_case",
        "import_case",
        "import_quotes",
        "paste_quote",
        "sample",
        "",
        "export_pdf",
        "export_workbook",
        "export_case",
        "verify",
        "",
    )
    menu(say("&File"), (*files, "backups", "save", "quit"))
    menu(say("&Edit"), ("undo", "redo", "", "copy", "find", "", "revise"))
    names = (*(name for _, name, _ in PAGES), "", "recalculate", "fold", "pane", "pane_back")
    view = menu(say("&View"), names)
    if window.theme is not None:
        chosen = str(settings().value("theme", ""))
        view.addMenu(say("&Theme")).addActions(window.commands.choice(_said(THEMES), chosen, window.dress))
    languages = window.commands.choice(_said(tongue.CHOICES), tongue.chosen(), window.choose_language)
    view.addMenu(say("&Language")).addActions(languages)
    menu(say("&Help"), ("explain", "keys", "", "about"))


def _said(choices: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    return ((name, say(title)) for name, title in choices)
