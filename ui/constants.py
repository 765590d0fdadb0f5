"""Python's constants held for good, where the interpreter does not do so itself.

PySide6 6.12 is built for interpreters whose None, True and False are immortal (3.12 and later): it gives up a reference
to them at every call without taking one. Under 3.11 the count of None reaches zero after a few thousand calls, and the
interpreter ends the program. One large count at the start makes the constants what PySide6 takes them for.
"""

import ctypes
import sys

PLENTY = 1 << 60


def hold_constants() -> None:
    """Give the constants so many references that none can ever use them up."""
    if sys.version_info >= (3, 12) or sys.implementation.name != "cpython":
        return
    for constant in (None, True, False, NotImplemented, Ellipsis):
        ctypes.c_ssize_t.from_address(id(constant)).value = PLENTY
