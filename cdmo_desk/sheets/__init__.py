"""Finished words: tables that window, PDF and command line all lay out."""

from cdmo_desk.sheets.figures import EN, Figures
from cdmo_desk.sheets.sheet import Cell, Column, Row, Sheet
from cdmo_desk.sheets.text import as_text

__all__ = ["EN", "Cell", "Column", "Figures", "Row", "Sheet", "as_text"]
