"""The window of CDMO Desk (PySide6 widgets over `cdmo_desk.desk`)."""
