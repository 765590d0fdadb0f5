"""The menu bar and the tool bar of the window."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QSizePolicy, QToolBar, QToolButton, QWidget

from ui.panel import BESIDE_TEXT
from ui.panes import next_pane
from ui.settings import settings

if TYPE_CHECKING:
    from ui.main_window import MainWindow

PAGES = (
    ("Ctrl+0", "library", "&Library"),
    ("Ctrl+1", "brief", "&Brief"),
    ("Ctrl+2", "quotes", "&Quotes"),
    ("Ctrl+3", "level", "Le&vel"),
    ("Ctrl+4", "compare", "&Compare"),
    ("Ctrl+6", "score", "&Score"),
    ("Ctrl+7", "approve", "&Approve"),
    ("Ctrl+H", "history", "&History"),
)
THEMES = (("", "As the system"), ("light", "Light"), ("dark", "Dark"))


def make_commands(window: "MainWindow") -> None:
    """Make all commands of a window, and its menus."""
    make, work, filing, keys = window.commands.make, window.work, window.work.filing, QKeySequence.StandardKey
    make("new_case", "&New case…", window.late.begin, key=keys.New, icon="file-plus")
    make("import_case", "Import &case…", filing.choose_case_file, key="Ctrl+O", icon="folder-open")
    make("import_quotes", "&Import quotes…", filing.choose_quotes, key="Ctrl+I", icon="import")
    make("paste_quote", "&Paste quote", work.reviewing.paste, key="Ctrl+Shift+V", icon="file-plus")
    make("sample", "Open the &sample case", work.open_sample, icon="book-open")
    make("export_pdf", "&Export PDF…", filing.export_pdf, key="Ctrl+P", icon="file-down")
    make("export_case", "Export case &document…", filing.export_case, icon="file-down")
    make("backups", "&Backups…", work.show_backups, icon="archive")
    make("save", "&Save", work.say_saved, key=keys.Save)
    make("quit", "&Quit", window.close, key="Ctrl+Q")
    make("undo", "&Undo", work.undo, key=keys.Undo, icon="undo-2")
    make("redo", "&Redo", work.redo, key="Ctrl+Y", icon="redo-2")
    make("copy", "&Copy table", work.copy, icon="copy")
    make("find", "&Find", window.finding.setFocus, key=keys.Find, icon="search")
    for key, name, title in PAGES:
        make(name, title, partial(window.go, name), key=key)
    make("recalculate", "&Recalculate", work.case.refresh, key="F5", icon="refresh-cw")
    make("fold", "&Fold navigation", window.fold, key="Ctrl+B", icon="panel-left")
    make("pane", "&Next panel", partial(next_pane, window, 1), key="F6")
    make("pane_back", "&Previous panel", partial(next_pane, window, -1), key="Shift+F6")
    make("primary", "&Primary button", work.press_primary, key="Ctrl+Return")
    make("leave", "Lea&ve", work.leave, key="Esc")
    make("explain", "&Why this number, or help", window.explaining.explain, key="F1", icon="circle-help")
    make("keys", "&Keys", window.explaining.keys)
    make("verify", "&Verify a signed PDF…", window.verifying.choose, icon="badge-check")
    make("about", "&About CDMO Desk", work.about_program)
    _make_menus(window)
    for name in ("undo", "redo"):
        window.commands[name].setEnabled(False)


def tool_bar(window: "MainWindow") -> QToolBar:
    """Return the tool bar: undo and redo, the main commands, and the field to find with."""
    bar = QToolBar("Tools")
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
    window.finding.setAccessibleName("Find")
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
        "export_case",
        "verify",
        "",
    )
    files += ("backups", "save", "quit")
    menu("&File", files)
    menu("&Edit", ("undo", "redo", "", "copy", "find"))
    names = (*(name for _, name, _ in PAGES), "", "recalculate", "fold", "pane", "pane_back")
    view = menu("&View", names)
    if window.theme is not None:
        chosen = str(settings().value("theme", ""))
        view.addMenu("&Theme").addActions(window.commands.choice(THEMES, chosen, window.dress))
    menu("&Help", ("explain", "keys", "", "about"))
