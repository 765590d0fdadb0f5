"""The parts of a workbook file around its cells: which sheets it has, its texts, and how its cells look."""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

Element = ET.Element

_KIND = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_STRICT_KIND = "{http://purl.oclc.org/ooxml/officeDocument/relationships}"
_SPACE = re.compile(r"\{[^}]*\}")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_TRUE = frozenset({"1", "true", "on"})
_BUILT_IN = {
    0: "", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: '"$"#,##0_);("$"#,##0)',
    6: '"$"#,##0_);[Red]("$"#,##0)', 7: '"$"#,##0.00_);("$"#,##0.00)', 8: '"$"#,##0.00_);[Red]("$"#,##0.00)',
    9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??", 14: "mm-dd-yy", 15: "d-mmm-yy", 16: "d-mmm",
    17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "m/d/yy h:mm",
    37: "#,##0_);(#,##0)", 38: "#,##0_);[Red](#,##0)", 39: "#,##0.00_);(#,##0.00)", 40: "#,##0.00_);[Red](#,##0.00)",
    41: r'_(* #,##0_);_(* \(#,##0\);_(* "-"_);_(@_)', 42: r'_("$"* #,##0_);_("$"* \(#,##0\);_("$"* "-"_);_(@_)',
    43: r'_(* #,##0.00_);_(* \(#,##0.00\);_(* "-"??_);_(@_)',
    44: r'_("$"* #,##0.00_)_("$"* \(#,##0.00\)_("$"* "-"??_)_(@_)',
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mmss.0", 48: "##0.0E+0", 49: "@",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """A sheet's name, whether it is hidden, and the part of the file that holds its cells."""

    name: str
    hidden: bool
    path: str


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell is shown: its number format (empty for the general one), and whether it is bold."""

    format: str = ""
    bold: bool = False


def tag(element: Element) -> str:
    """Return an element's name without its namespace, the strict one or the usual."""
    return _SPACE.sub("", element.tag)


def on(value: str | None) -> bool:
    """Say whether an attribute is set."""
    return value in _TRUE


class Package:
    """A workbook file opened for reading; nothing in it is run and no link followed."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = {name.lstrip("/").casefold(): name for name in archive.namelist()}
        links = self._links("_rels/.rels", "")
        self._home = next((to for kind, to in links.values() if kind == "officeDocument"), "xl/workbook.xml")
        folder, name = posixpath.split(self._home)
        self._related = self._links(f"{folder}/_rels/{name}.rels", folder)
        self._workbook = self.tree(self._home)

    def tree(self, path: str) -> Element:
        """Return a part as a tree; raises `KeyError` where there is no such part."""
        with self._archive.open(self._names[path.casefold()]) as part:
            return ET.parse(part).getroot()  # noqa: S314 - in the worker alone, by an expat with limits

    def _links(self, path: str, folder: str) -> dict[str, tuple[str, str]]:
        """Return the kind and the path of each part that another links to, by its id."""
        if path.lstrip("/").casefold() not in self._names:
            return {}
        found = {}
        for link in self.tree(path.lstrip("/")):
            to = link.get("Target", "")
            whole = to.lstrip("/") if to.startswith("/") else posixpath.normpath(posixpath.join(folder, to))
            if link.get("TargetMode") != "External":
                found[link.get("Id", "")] = (link.get("Type", "").rsplit("/", 1)[-1], whole)
        return found

    @property
    def is_from_1904(self) -> bool:
        """Say whether days are counted from 1904."""
        return any(tag(e) == "workbookPr" and on(e.get("date1904")) for e in self._workbook)

    @property
    def sheets(self) -> Iterator[Part]:
        """Go through the sheets with cells, in order."""
        for listed in (e for group in self._workbook if tag(group) == "sheets" for e in group):
            identity = listed.get(f"{_KIND}id") or listed.get(f"{_STRICT_KIND}id") or ""
            kind, path = self._related.get(identity, ("", ""))
            if kind == "worksheet" and path.casefold() in self._names:
                yield Part(listed.get("name", ""), listed.get("state", "visible") != "visible", path)

    def texts(self) -> list[str]:
        """Return the texts that cells share."""
        path = self._part("sharedStrings")
        return [text_of(one) for one in self.tree(path) if tag(one) == "si"] if path else []

    def looks(self) -> list[Look]:
        """Return how cells look, by the number of their style."""
        path = self._part("styles")
        if not path:
            return [Look()]
        groups = {tag(group): group for group in self.tree(path)}
        empty = Element("none")
        own = {int(e.get("numFmtId", "0")): e.get("formatCode", "") for e in groups.get("numFmts", empty)}
        forms = {**_BUILT_IN, **own}
        bold = [any(tag(e) == "b" and e.get("val", "1") in _TRUE for e in font) for font in groups.get("fonts", empty)]
        return [
            Look(_form(forms.get(int(xf.get("numFmtId", "0")), "")), _at(bold, int(xf.get("fontId", "0"))))
            for xf in groups.get("cellXfs", empty)
        ] or [Look()]

    def _part(self, kind: str) -> str:
        paths = (path for known, path in self._related.values() if known == kind)
        return next((path for path in paths if path.casefold() in self._names), "")


def _form(form: str) -> str:
    return "" if form == "General" else form


def _at(flags: list[bool], place: int) -> bool:
    return flags[place] if 0 <= place < len(flags) else False


def text_of(element: Element) -> str:
    """Return the text of a text item, plain or in runs, without its phonetic reading."""
    parts = []
    for child in element:
        name = tag(child)
        if name == "t":
            parts.append(child.text or "")
        elif name == "r":
            parts.extend(run.text or "" for run in child if tag(run) == "t")
    text = "".join(parts)
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
