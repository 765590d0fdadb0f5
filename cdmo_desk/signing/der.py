"""DER, the one way of writing a value of ASN.1: whether bytes keep to it, so that no bit of them can be spare."""

import re

_CONSTRUCTED, _UNIVERSAL, _LONG_TAG = 0x20, 0xC0, 0x1F
_BOOLEAN, _INTEGER, _BITS, _NULL, _OID, _ENUMERATED, _UTF8 = 1, 2, 3, 5, 6, 10, 12
_SEQUENCE, _SET, _PRINTABLE, _UTC_TIME, _TIME = 16, 17, 19, 23, 24
_OF_TIME = re.compile(rb"(?:\d\d)?\d{12}Z")
_DEEPEST = 64


def is_canonical(content: bytes) -> bool:
    """Say whether bytes are one value in DER and nothing else, each length, number and text in its one form."""
    try:
        return _value(content, 0, len(content), 0) == len(content)
    except (IndexError, ValueError):
        return False


def length(content: bytes, at: int = 0) -> tuple[int, int]:
    """Return where a value's contents begin, and where they end; raises `ValueError` for any but the shortest form."""
    if content[at] & _LONG_TAG == _LONG_TAG:
        raise ValueError("a tag in the long form")
    first = content[at + 1]
    if first < 0x80:  # noqa: PLR2004 - a short length
        return at + 2, at + 2 + first
    count = first & 0x7F
    digits = content[at + 2 : at + 2 + count]
    size = int.from_bytes(digits, "big")
    if not 1 <= count <= 4 or len(digits) < count or digits[0] == 0 or size < 0x80:  # noqa: PLR2004 - none is longer
        raise ValueError("a length that could be written shorter")
    return at + 2 + count, at + 2 + count + size


def _value(content: bytes, at: int, end: int, depth: int) -> int:
    """Return where the value ends that begins at a place; raises `ValueError` where it is not in its one form."""
    start, stop = length(content, at)
    if stop > end or depth > _DEEPEST:
        raise ValueError("longer than what holds it")
    tag = content[at]
    if tag & _CONSTRUCTED:
        if not tag & _UNIVERSAL and tag & _LONG_TAG not in (_SEQUENCE, _SET):
            raise ValueError("made of parts, and may not be")
        while start < stop:
            start = _value(content, start, stop, depth + 1)
    elif not tag & _UNIVERSAL and not _is_plain(tag, content[start:stop]):
        raise ValueError("not in its one form")
    return stop


def _is_plain(tag: int, value: bytes) -> bool:
    """Say whether a value without parts is in its one form."""
    if tag == _BOOLEAN:
        return value in (b"\0", b"\xff")
    if tag in (_INTEGER, _ENUMERATED):
        return len(value) == 1 or (len(value) > 1 and value[:2] != b"\0\0" and _needs_all(value))
    if tag == _BITS:
        spare = value[0]
        return spare < 8 and (len(value) > 1 or not spare) and not value[-1] & ((1 << spare) - 1 if value[1:] else 0)  # noqa: PLR2004 - bits of a byte
    if tag == _NULL:
        return not value
    if tag == _OID:
        begins = [place for place in range(len(value)) if place == 0 or value[place - 1] < 0x80]  # noqa: PLR2004 - a digit's last byte
        return bool(value) and value[-1] < 0x80 and all(value[place] != 0x80 for place in begins)  # noqa: PLR2004 - as above
    if tag in (_UTC_TIME, _TIME):
        return _OF_TIME.fullmatch(value) is not None
    if tag in (_PRINTABLE, _UTF8):
        return value.decode("ascii" if tag == _PRINTABLE else "utf-8") is not None
    return tag not in (0, _SEQUENCE, _SET)


def _needs_all(value: bytes) -> bool:
    """Say whether a number of several bytes needs its first."""
    return not (value[0] == 0 and value[1] < 0x80) and not (value[0] == 0xFF and value[1] >= 0x80)  # noqa: PLR2004 - its sign
