"""Workbooks for suppliers: the template in which they quote, and the questions that they answer."""

from cdmo_desk.reports.supplier_book.asking import asking
from cdmo_desk.reports.supplier_book.template import template

__all__ = ["asking", "template"]
