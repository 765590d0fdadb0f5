"""The window of CDMO Desk (PySide6 widgets over `cdmo_desk.desk`)."""

from ui.constants import hold_constants

hold_constants()
