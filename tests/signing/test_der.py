"""DER: every value has one way of being written, and any other is told."""

import pytest
from asn1crypto import core  # type: ignore[import-untyped]

from cdmo_desk.signing.der import is_canonical
from tests.signing.conftest import key_of

PLAIN = (
    core.Boolean(True),
    core.Integer(0),
    core.Integer(127),
    core.Integer(128),
    core.Integer(-128),
    core.Integer(-129),
    core.Integer(2**2048),
    core.BitString((1, 0, 1)),
    core.BitString(()),
    core.OctetString(b"x" * 300),
    core.Null(),
    core.ObjectIdentifier("1.2.840.113549.1.7.2"),
    core.UTF8String("Ö薬"),
    core.UTF8String(""),
    core.PrintableString("Company & Co"),
    core.SequenceOf([1, 2, 300], spec=core.Integer),
)


@pytest.mark.parametrize("value", PLAIN, ids=lambda value: type(value).__name__)
def test_what_another_library_writes_is_canonical(value: core.Asn1Value) -> None:
    content = value.dump()
    assert is_canonical(content)
    assert not is_canonical(content + b"\0")
    assert not is_canonical(content[:-1])


@pytest.mark.parametrize("kind", ["ec", "rsa"])
def test_a_certificate_is_canonical(kind: str) -> None:
    assert is_canonical(key_of("Jörg 薬 O’Neil", kind).certificate.der)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "30",
        "30800000",  # no length
        "308100",  # a length of one byte in two
        "3082000401020304",  # with a zero before it
        "0101 01",  # true in another way
        "0100",
        "0200",
        "02020001",  # a number with a byte to spare
        "0202ff80",
        "0302 0801",  # eight bits to spare
        "0302 0101",  # a spare bit that is set
        "0300",
        "0500 00",
        "0501 00",
        "0600",
        "0603 558004",  # a digit with nothing before it
        "0602 5583",  # a digit that never ends
        "0c01 ff",
        "1301 ff",
        "170b 32363031303130303030305a",
        "1001 00",
        "2403 040100",  # text in parts
        "3003 0201",  # a part longer than the whole
        "3002 0201",
        "1f01 00",
    ],
)
def test_any_other_way_is_told(content: str) -> None:
    assert not is_canonical(bytes.fromhex(content.replace(" ", "")))


def test_a_value_too_deep_to_follow_is_told() -> None:
    deep = b"\x05\x00"
    while len(deep) < 126:
        deep = bytes([0x30, len(deep)]) + deep
    assert is_canonical(deep)
    for _ in range(4):
        deep = bytes([0x30, 0x81, len(deep)]) + deep
    assert not is_canonical(deep)
