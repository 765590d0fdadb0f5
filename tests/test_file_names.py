"""A name from elsewhere gives a file inside the chosen folder, under a name every system takes, never over another."""

from pathlib import Path
from unicodedata import normalize

import pytest

from cdmo_desk import files

HOSTILE = (
    *("..", ".", "", " ", "/", "\\", "../../etc/passwd", "..\\..\\windows\\system32", "/etc/passwd", "C:\\x", "C:x"),
    *("a:b", "a/b", "a\\b", "a|b", 'a"b', "a<b>", "a?b*", "\\\\server\\share\\x", "~/x", "$HOME", "%TEMP%"),
    *("CON", "con.txt", "NUL", "aux.csv", "COM1", "LPT9.xlsx", "COM¹", "x.", "x ", " x", "x. . ."),
    *("line\nbreak", "tab\tin", "nul\0in", "\x1b[31mred", "gpj.\u202eslx", "zero\u200bwidth", "a" * 300 + ".xlsx"),
    *("é" * 200, normalize("NFD", "Angebot Zürich.xlsx"), "name." + "e" * 100, ".hidden", "-rf", "x" * 149 + "é.csv"),
)
DEVICES = {"con", "nul", "aux", "prn", "com1", "lpt9", "com¹"}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_stays_inside_and_can_be_written(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    made = files.inside(folder, name)
    files.put(made, b"x")
    assert [found.name for found in folder.iterdir()] == [made.name]
    assert made.resolve().parent == folder.resolve()
    assert [found.name for found in tmp_path.iterdir()] == ["out"]
    assert made.name == made.name.strip(" .")
    assert made.name.isprintable()
    assert not set(made.name) & set('<>:"/\\|?*')
    assert len(made.name.encode()) <= 160
    assert made.name.split(".")[0].casefold() not in DEVICES


def test_names_that_look_the_same_get_numbers(tmp_path: Path) -> None:
    names = ("Angebot ü.xlsx", normalize("NFD", "Angebot ü.xlsx"), "ANGEBOT Ü.xlsx", "Angebot ü.xlsx")
    made = []
    for name in names:
        made.append(files.inside(tmp_path, name))
        files.put(made[-1], name.encode())
    assert len(set(made)) == 4
    assert made[1].name == "Angebot ü (2).xlsx"
    assert len(list(tmp_path.iterdir())) == 4
    assert len(HOSTILE) >= 40


def test_a_plain_name_stays_as_it_is(tmp_path: Path) -> None:
    for name in ("offer.xlsx", "Offer 2026-11 (rev. 2).csv", "薬 Κωδικός.ods", "no ending"):
        assert files.inside(tmp_path, name).name == name
