"""Splitters of pages that are made late find the sizes they were left with."""

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QSplitter

from ui.page import Page
from ui.settings import settings


def restore(page: Page) -> None:
    """Give the splitters of a page the sizes that the window keeps for them."""
    for number, splitter in enumerate(page.findChildren(QSplitter)):
        state = settings().value(f"window/splitters/{page.name}{number}")
        if isinstance(state, QByteArray):
            splitter.restoreState(state)
