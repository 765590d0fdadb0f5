"""Hostile files: each is answered in time with its lines or one sentence, and the reader outlives them all."""

import io
import random
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from cdmo_desk.intake import read, wire
from cdmo_desk.problem import Refused
from tests.intake import arranged, languages
from tests.intake.attacks import ATTACKS, Expected, line, package, sheet
from tests.intake.looped import Looped

SAMPLES = Path(__file__).resolve().parents[2] / "resources" / "sample"
FEW, MANY = 1_500, 12_000


@pytest.fixture(scope="module")
def looped() -> Iterator[Looped]:
    loop = Looped()
    yield loop
    loop.close()


def test_there_are_forty() -> None:
    assert len(ATTACKS) >= 40


@pytest.mark.parametrize("name", ATTACKS)
def test_attack(name: str, looped: Looped, tmp_path: Path) -> None:
    content, expected = ATTACKS[name]
    path = tmp_path / name
    path.write_bytes(content)
    said = looped.answer(path)
    assert "died" not in said
    check(said, expected, name)


def check(said: dict[str, object], expected: Expected, name: str) -> None:
    if isinstance(expected, int):
        assert "quote" in said, said
        assert len(wire.unpacked(said["quote"]).lines) == expected
    elif expected == "damaged" and "failed" in said:
        assert said["failed"] not in {"layout", "memory"}
    else:
        refused = said["refused"]
        assert isinstance(refused, list | tuple)
        (sentence,) = refused
        assert sentence.startswith(name)
        assert expected in sentence


def bases(folder: Path, *, own: bool) -> list[tuple[str, bytes]]:
    """Return what is mutated: two small files, the smallest twice, and on request our larger samples."""
    paths = [languages.german_csv().written(folder)]
    if own:
        names = ("northfield-quotation.xlsx", "castell-price-schedule.csv", "orchard-terms.xlsx")
        paths += [arranged.beside().written(folder), *(SAMPLES / name for name in names)]
    small = (".xlsx", package(sheet(line(2), line(3, text="Second"))))
    return [small, *((path.suffix, path.read_bytes()) for path in paths), small]


def bent(data: bytes, chance: random.Random) -> bytes:
    """Return bytes with a few places changed, cut out, doubled or moved."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        place, size = chance.randrange(len(changed)), chance.choice((1, 2, 8, 64))
        way = chance.randrange(5)
        if way == 0:
            changed[place : place + size] = chance.randbytes(min(size, 8))
        elif way == 1 and len(changed) > size + 1:
            del changed[place : place + size]
        elif way == 2:
            changed[place:place] = changed[place : place + size]
        elif way == 3:
            changed[place : place + 1] = chance.choice(
                (b"\x00", b"\xff", b"<", b"&", b'"', b"9" * 20, b"-", b";", b"=")
            )
        elif chance.random() < 0.1:
            del changed[place + 1 :]
    return bytes(changed)


def mutated(suffix: str, data: bytes, chance: random.Random) -> bytes:
    """Return a file changed as a whole, or one part of its archive changed and packed again."""
    if suffix == ".csv" or chance.random() < 0.3:
        return bent(data, chance)
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        names = old.namelist()
        chosen = chance.choice([n for n in names if "sheet" in n or "workbook" in n or "Strings" in n or "styles" in n])
        for name in names:
            part = old.read(name)
            new.writestr(name, bent(part, chance) if name == chosen else part)
    return made.getvalue()


def soak(count: int, loop: Looped, folder: Path, *, own: bool) -> None:
    """Ask for so many mutated files; each must be answered, and no rule of ours may fail on what was read."""
    chance = random.Random(20261122)  # noqa: S311 - the same mutations each time
    kinds = bases(folder, own=own)
    for number in range(count):
        suffix, data = kinds[number % len(kinds)]
        path = folder / f"mutated{suffix}"
        path.write_bytes(mutated(suffix, data, chance))
        said = loop.answer(path)
        good = said.keys() & {"quote", "refused"} or ("failed" in said and said["failed"] not in {"layout", "memory"})
        if not good and not (said == {"died": "dead"} and is_refused(path)):
            kept = folder / f"kept{number}{suffix}"
            kept.write_bytes(path.read_bytes())
            pytest.fail(f"mutation {number}: {said}, kept as {kept}")
    assert loop.deaths <= count // 500, "a library below that ends a worker is the rare exception"


def is_refused(path: Path) -> bool:
    """Say whether the program itself, whose worker may die of a file, answers with its one sentence."""
    with pytest.raises(Refused, match=r"^\S+ makes the reader of such files fail"):
        read(path)
    return True


def test_mutations(looped: Looped, tmp_path: Path) -> None:
    soak(FEW, looped, tmp_path, own=False)


@pytest.mark.soak
def test_many_mutations(looped: Looped, tmp_path: Path) -> None:
    soak(MANY, looped, tmp_path, own=True)
