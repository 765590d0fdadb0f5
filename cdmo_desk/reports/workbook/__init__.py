"""The workbook of a case (XlsxWriter): inputs, workings with live formulas, comparison, checks.

A reader in Excel can follow every total of the base case and change what it rests on. What only the program can reckon
(the simulation, terms whose flows depend on a whole year or on each other) stands as labelled values.
"""

from cdmo_desk.reports.workbook.front import Logged
from cdmo_desk.reports.workbook.writing import content, export

__all__ = ["Logged", "content", "export"]
