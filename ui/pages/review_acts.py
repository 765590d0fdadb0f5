"""Entries of the menus of the review: deeds with the values that they are done with."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction


def act(menu: QMenu, words: str, does: "Callable[..., object]", *values: object, **named: object) -> "QAction":
    """Add a deed with its values to a menu."""
    return menu.addAction(words, lambda: does(*values, **named))
