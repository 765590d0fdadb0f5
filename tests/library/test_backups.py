"""Backups are whole, verified, thinned with age, and come back; a library is never without its work meanwhile."""

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from cdmo_desk.desk import Desk
from cdmo_desk.library import Library, backups, opening
from cdmo_desk.library.backups import Backup
from cdmo_desk.problem import Refused
from tests.library.documents import NOON, case, offer
from tests.library.test_faults import FAULTS, Failing


def put(path: Path, title: str, when: datetime = NOON) -> None:
    with Library.open(path) as library, library.change(f"Set {title}", "mab", "Ann", when) as change:
        change.put_case(case("mab", offer("A"), title=title))


def title_of(path: Path) -> str:
    with Library.open(path, read_only=True) as library:
        return str(library.load("mab")["case"]["title"])


def backup(day: datetime, reason: str = "daily") -> Backup:
    return Backup(Path(f"{day:%Y-%m-%dT%H%M%SZ} {reason}"), day, reason, "0" * 16)


def test_four_hundred_days_leave_a_week_a_month_and_a_year() -> None:
    kept: list[Backup] = []
    for day in range(400):
        for hour in (9, 15):
            kept.append(backup(datetime(2026, 1, 1, hour, tzinfo=UTC) + timedelta(days=day)))
            gone = backups.thinned(kept)
            kept = [found for found in kept if found not in gone]
    last = datetime(2026, 1, 1, 15, tzinfo=UTC) + timedelta(days=399)
    whens = [found.when for found in sorted(kept, key=lambda found: found.when, reverse=True)]
    assert whens[:8] == [last, last - timedelta(hours=6), *(last - timedelta(days=day) for day in range(1, 7))]
    weeks = list(dict.fromkeys(when.isocalendar()[:2] for when in whens))
    assert all((last - timedelta(weeks=week)).isocalendar()[:2] in weeks for week in range(4))
    months = {(when.year, when.month) for when in whens}
    assert len(months) == 12
    assert 8 + 11 <= len(kept) <= 8 + 4 + 12


def test_a_gap_of_months_and_a_clock_set_back_keep_the_last_ones() -> None:
    days = [NOON - timedelta(days=30 * number) for number in range(20)]
    kept = [found for found in map(backup, days) if found not in backups.thinned(list(map(backup, days)))]
    assert [found.when for found in kept] == days[:12]
    again = [*map(backup, days), backup(datetime(1970, 1, 2, tzinfo=UTC)), backup(datetime(2100, 1, 1, tzinfo=UTC))]
    gone = {found.when.year for found in backups.thinned(again)}
    assert 2100 not in gone
    assert 1970 in gone


def test_the_backup_of_the_day_is_made_once_a_day_and_only_after_a_change(path: Path) -> None:
    moment = [NOON]
    desk = Desk(path, who="Ann", clock=lambda: moment[0])
    desk.store(case("mab", offer("A"), title="0"), request="Import case")
    numbers = []
    for day in range(1, 25):
        moment[0] = NOON + timedelta(days=day)
        if day % 10:
            desk.put_brief("mab", desk_brief(f"{day}"), request="Edit")
            desk.put_brief("mab", desk_brief(f"{day} again"), request="Edit")
        else:
            desk.keep_daily()
        numbers.append(len(desk.backups()))
    assert numbers[:7] == [1, 2, 3, 4, 5, 6, 7]
    assert numbers[-1] <= 7 + 4 + 12
    assert {found.reason for found in desk.backups()} == {"daily"}
    assert desk.take_notices() == []
    with Library.open(desk.backups()[0].path, read_only=True) as opened:
        assert opened.check() == []
        assert opened.head().startswith(desk.backups()[0].head)
    assert not list(backups.folder(path).glob(".*"))
    assert not list(backups.folder(path).glob("*-wal"))


def desk_brief(title: str) -> dict[str, object]:
    return {"id": "mab", "title": title, "as_of": "2026-11-20", "start": "2027-01-01", "horizon_years": 3} | {
        "currency": "EUR",
        "demand": [1, 2, 3],
        "demand_unit": "batch",
    }


@pytest.fixture(autouse=True)
def valid(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the small documents of these tests as valid: their content is not what is tested."""
    from cdmo_desk import document

    monkeypatch.setattr(document, "read", lambda plain: plain)


def test_a_backup_that_cannot_be_made_is_said_and_stops_no_work(path: Path) -> None:
    put(path, "0")
    backups.folder(path).write_text("in the way")
    desk = Desk(path, who="Ann", clock=lambda: NOON)
    desk.put_brief("mab", desk_brief("1"), request="Edit")
    (told,) = desk.take_notices()
    assert "backup of the library could not be made" in told
    assert title_of(path) == "1"
    with pytest.raises(Refused):
        desk.backup()


def test_what_is_not_sound_is_no_backup(path: Path) -> None:
    put(path, "0")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE lines SET amount = '1'")
    with pytest.raises(Refused, match="not sound: lines 'mab' / 'A' / 'L1' was changed"):
        backups.make(path, "hand", NOON)
    assert backups.listed(path) == []
    assert list(backups.folder(path).iterdir()) == []


@pytest.mark.parametrize("fault", FAULTS, ids=["sqlite", "full", "interrupt"])
def test_a_backup_and_a_restore_that_fail_at_any_step_leave_all_as_it_was(path: Path, fault: BaseException) -> None:
    put(path, "old")
    for at in count(1):
        try:
            made = backups.make(path, "hand", NOON, step=Failing(at, fault, for_good=True))
        except (sqlite3.OperationalError, Refused, KeyboardInterrupt):
            assert backups.listed(path) == []
            assert list(backups.folder(path).iterdir()) == []
        else:
            break
    assert at == 4
    put(path, "new")
    for at in count(1):
        try:
            aside = backups.restore(made.path, path, NOON, step=Failing(at, fault, for_good=True))
        except (sqlite3.OperationalError, Refused, KeyboardInterrupt):
            assert title_of(path) == "new"
        else:
            break
    assert at >= 4
    assert title_of(path) == "old"
    assert aside is not None
    assert title_of(aside) == "new"
    with Library.open(path) as library:
        assert library.check() == []


def test_what_is_inside_is_said_first(path: Path) -> None:
    put(path, "Tablet")
    made = backups.make(path, "hand", NOON)
    before = made.path.read_bytes()
    inside = backups.look_inside(made.path)
    assert [row.title for row in inside.cases] == ["Tablet"]
    assert (inside.entries, inside.last, inside.who) == (1, NOON, "Ann")
    assert inside.head.startswith(made.head)
    assert inside.problems == ()
    assert made.path.read_bytes() == before


def test_a_spoilt_backup_is_not_restored_and_passed_over(path: Path) -> None:
    put(path, "one")
    good = backups.make(path, "hand", NOON)
    put(path, "two")
    bad = backups.make(path, "hand", NOON + timedelta(hours=1))
    content = bytearray(bad.path.read_bytes())
    content[len(content) // 2 : len(content) // 2 + 4096] = bytes(4096)
    bad.path.write_bytes(content)
    before = path.read_bytes()
    with pytest.raises(Refused):
        backups.restore(bad.path, path, NOON)
    assert path.read_bytes() == before
    found = backups.newest_sound(path)
    assert found is not None
    assert found.path == good.path


@pytest.mark.parametrize("state", ["damaged", "empty", "gone", "foreign"])
def test_a_library_that_does_not_open_is_restored_and_kept_aside(path: Path, state: str) -> None:
    put(path, "good")
    desk = Desk(path, who="Ann", clock=lambda: NOON)
    desk.backup()
    if state == "gone":
        path.unlink()
    else:
        content = path.read_bytes()
        path.write_bytes({"damaged": content[: len(content) // 2], "empty": b""}.get(state, b"PK\3\4 other"))
    spoilt = path.read_bytes() if path.exists() else None
    aside = desk.restore(desk.newest_backup())
    assert title_of(path) == "good"
    assert (aside.read_bytes() if aside else None) == spoilt
    with Library.open(path) as library:
        assert library.check() == []


def test_a_backup_is_kept_before_a_migration(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.library.test_faults import older

    older(path, monkeypatch)
    desk = Desk(path, who="Ann", clock=lambda: NOON)
    known = opening.look(path).version
    assert desk.update()
    assert desk.take_notices() == []
    (made,) = desk.backups()
    assert (made.reason, opening.look(made.path).version) == ("migration", known)
    assert opening.look(path).version == known + 1
    assert not desk.update()
    desk.restore(made.path)
    assert opening.look(path).version == known
    with desk.library() as library:
        assert library.check() == []


def test_no_migration_without_its_backup(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.library.test_faults import older

    older(path, monkeypatch)
    before = path.read_bytes()
    backups.folder(path).write_text("in the way")
    with pytest.raises(Refused):
        Desk(path, who="Ann", clock=lambda: NOON).update()
    assert path.read_bytes() == before


def test_nothing_to_restore_is_said(path: Path) -> None:
    desk = Desk(path)
    with pytest.raises(Refused, match="There is no sound backup"):
        desk.newest_backup()
    with pytest.raises(Refused, match="nothing to back up"):
        desk.backup()
    with pytest.raises(Refused, match="does not exist"):
        desk.restore(path.with_name("none.sqlite"))
    put(path, "1")
    with pytest.raises(Refused, match="is the library itself"):
        desk.restore(path)
    shutil.rmtree(backups.folder(path), ignore_errors=True)
