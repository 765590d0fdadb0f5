"""Workbooks for suppliers: the template in which they quote, and the questions that they answer."""

from cdmo_desk.reports.supplier_book.asking import Asked, Doubt, asked, asking
from cdmo_desk.reports.supplier_book.template import template

__all__ = ["Asked", "Doubt", "asked", "asking", "template"]
