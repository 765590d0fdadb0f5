"""How a table numbers its lines, and which numbers are those of sections."""

import re
from collections import Counter
from collections.abc import Sequence

_ROMAN = re.compile(r"[IVX]+|[ivx]+")
_ZEROS = re.compile(r"(?:\.0+|0+)$")
_LONG = 3


def depth(code: str) -> int:
    """Return how deep a number such as 1.2.3 is nested."""
    return len(re.findall(r"[A-Za-z]+|\d+", code.rstrip(".)"))) if code else 0


def _bare(code: str) -> str:
    return code.strip(" .)")


def _zeros(code: str) -> int:
    match = _ZEROS.search(_bare(code))
    return match[0].count("0") if match else 0


class Numbering:
    """The numbers of a table's rows: `level` is how deep its lines are numbered, `coded` whether most of them are."""

    def __init__(self, lines: Sequence[str], every: Sequence[str], count: int) -> None:
        self.coded = bool(lines) and len(lines) * 2 >= count
        depths = sorted(map(depth, lines))
        self.level = depths[len(depths) // 2] if depths else 0
        self._every = {_bare(code) for code in every}
        shapes = Counter(map(self._shape, lines)).most_common(1)
        self._of_lines = shapes[0][0] if shapes else ""
        self._zeros = max(map(_zeros, lines), default=0)

    def _shape(self, code: str) -> str:
        """Return how a number is written: as Roman numeral, capital, small letter or figure; else nothing."""
        bare = _bare(code)
        if bare.isdigit():
            return "figure"
        if len(bare) > 1 or self._every & {bare * 2, bare * 3}:
            return "roman" if _ROMAN.fullmatch(bare) else ""
        return ("capital" if bare.isupper() else "small") if bare.isalpha() else ""

    def heads(self, code: str) -> bool:
        """Say whether a row of text alone with that number heads a section: numbered above the lines, or otherwise."""
        if depth(code) != self.level:
            return depth(code) < self.level
        shape = self._shape(code)
        if shape and self._of_lines and shape != self._of_lines:
            return True
        return _zeros(code) > self._zeros and ("." in _bare(code) or self._begins_hundred(_bare(code)))

    def _begins_hundred(self, code: str) -> bool:
        """Say whether a round number such as 200 begins a new hundred, and is not the one after 199."""
        return code.isdigit() and len(code) >= _LONG and str(int(code) - 1) not in self._every
