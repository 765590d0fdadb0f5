"""What a document says of itself (XMP), apart from what every program notes of its own visit."""

from collections.abc import Iterator
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_VISIT = {
    "{http://ns.adobe.com/xap/1.0/}ModifyDate",
    "{http://ns.adobe.com/xap/1.0/}MetadataDate",
    "{http://ns.adobe.com/xap/1.0/mm/}InstanceID",
    f"{_RDF}about",
}
"""When the file was last written, and which copy it is: readers write these anew with each signature."""


def described(xmp: bytes) -> frozenset[tuple[str, str]] | None:
    """Return the properties that a description states, however it is written; None where it cannot be read."""
    if b"<!" in xmp:
        return None  # no entities, no document types: nothing that a parser would have to resolve
    try:
        root = ET.fromstring(xmp.strip(b"\0 \r\n\t"))  # noqa: S314 - nothing in it is resolved
        return frozenset(_properties(root))
    except (ET.ParseError, ValueError, RecursionError):
        return None


def _properties(root: Element) -> Iterator[tuple[str, str]]:
    for part in root.iter(f"{_RDF}RDF"):
        for description in part:
            yield from ((name, value) for name, value in description.items() if name not in _VISIT)
            yield from ((child.tag, _value(child)) for child in description if child.tag not in _VISIT)
    outside = [child.tag for child in root if child.tag != f"{_RDF}RDF"]
    yield from (("outside", tag) for tag in outside)


def _value(element: Element) -> str:
    """Return a property's value: its text, or all that it is made of."""
    if not len(element) and not element.attrib:
        return (element.text or "").strip()
    return ET.canonicalize(ET.tostring(element, "unicode"), strip_text=True, rewrite_prefixes=True)
