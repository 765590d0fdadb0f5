"""Every change is one named request with its entry, and there is no other way to write."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone

import pytest

from cdmo_desk.library import Library
from cdmo_desk.problem import Refused
from tests.library.documents import NOON, case, offer


def test_rows_and_entry_are_kept_together(library: Library) -> None:
    berlin = datetime(2026, 11, 20, 13, 0, tzinfo=timezone(timedelta(hours=1)))
    with library.change(request="Import offer", case="mab", who="Ann Lee", when=berlin, why="Round 1") as change:
        change.put_case(case("mab", offer("A")))
    (entry,) = library.journal()
    assert change.changed.entry == entry
    assert change.changed.tables == {"cases", "offers", "terms", "lines", "suppliers"}
    assert change.changed.ids["offers"] == {("mab", "A")}
    assert (entry.sequence, entry.request, entry.case, entry.who, entry.why) == (
        *(1, "Import offer", "mab", "Ann Lee", "Round 1"),
    )
    assert entry.time == berlin
    assert entry.time.utcoffset() == timedelta(hours=1)
    assert entry.hash == library.head()
    assert entry.previous == "0" * 64


def test_an_edit_records_only_the_rows_it_touched_before_and_after(library: Library) -> None:
    document = case("mab", offer("A", lines=50))
    with library.change(request="Import", case="mab", who="Ann", when=NOON) as change:
        change.put_case(document)
    document["offers"][0]["lines"][7]["amount"] = "7.00"
    with library.change(request="Correct a price", case="mab", who="Ben", when=NOON) as change:
        change.put_offer("mab", document["offers"][0])
    assert change.changed.entry is not None
    (row,) = change.changed.entry.rows()
    assert (row.table, row.key) == ("lines", ("mab", "A", "L8"))
    assert row.before is not None
    assert row.after == row.before | {"amount": "7.00"}


def test_removing_a_line_leaves_the_others_where_they_are(library: Library) -> None:
    document = case("mab", offer("A", lines=50))
    with library.change(request="Import", case="mab", who="Ann", when=NOON) as change:
        change.put_case(document)
    del document["offers"][0]["lines"][0]
    with library.change(request="Remove a line", case="mab", who="Ann", when=NOON) as change:
        change.put_case(document)
    assert change.changed.ids == {"lines": {("mab", "A", "L1")}}
    assert library.load("mab") == document


def test_nothing_changed_makes_no_entry(library: Library) -> None:
    document = case("mab", offer("A"))
    for _ in range(2):
        with library.change(request="Import", case="mab", who="Ann", when=NOON) as change:
            change.put_case(document)
    assert change.changed.entry is None
    assert change.changed.tables == frozenset()
    assert len(list(library.journal())) == 1


def test_a_block_that_fails_changes_nothing(library: Library) -> None:
    def fail() -> None:
        with library.change(request="Import", case="mab", who="Ann", when=NOON) as change:
            change.put_source(b"bytes", "offer.xlsx", "xlsx")
            change.put_case(case("mab", offer("A")))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert (library.cases(), library.suppliers(), list(library.journal())) == ([], [], [])


def test_a_failure_that_the_block_passes_over_still_fails_the_request(library: Library) -> None:
    def step(statement: str) -> None:
        if 'INTO "lines"' in statement:
            raise MemoryError

    def pass_over(other: Library) -> None:
        with other.change(request="Import", case="mab", who="Ann", when=NOON) as change, suppress(MemoryError):
            change.put_case(case("mab", offer("A")))

    with Library.open(library.path, step=step) as other, pytest.raises(RuntimeError, match="passed over"):
        pass_over(other)
    assert library.cases() == []


def test_offers_are_placed_moved_and_removed(library: Library) -> None:
    with library.change(request="Import", case="mab", who="Ann", when=NOON) as change:
        change.put_case(case("mab", offer("A"), offer("B"), offer("C")))
    orders = []
    for name, position in (("D", None), ("E", 1), ("D", 0), ("A", None), ("A", 99)):
        with library.change(request="Place", case="mab", who="Ann", when=NOON) as change:
            change.put_offer("mab", offer(name), position)
        orders.append("".join(one["id"] for one in library.load("mab")["offers"]))
    assert orders == ["ABCD", "AEBCD", "DAEBC", "DAEBC", "DEBCA"]
    with library.change(request="Remove", case="mab", who="Ann", when=NOON) as change:
        change.remove_offer("mab", "E")
    assert [one["id"] for one in library.load("mab")["offers"]] == ["D", "B", "C", "A"]


def test_a_brief_is_replaced_and_keeps_its_id(library: Library) -> None:
    document = case("mab", offer("A"))
    with library.change(request="Import", case="mab", who="Ann", when=NOON) as change:
        change.put_case(document)
    document["case"]["title"] = "New"
    with library.change(request="Set title", case="mab", who="Ann", when=NOON) as change:
        change.put_brief("mab", document["case"])
    assert library.load("mab") == document
    with pytest.raises(Refused), library.change(request="Set id", case="mab", who="Ann", when=NOON) as change:
        change.put_brief("mab", document["case"] | {"id": "other"})


def test_what_is_not_there_cannot_be_changed(library: Library) -> None:
    with pytest.raises(Refused), library.change(request="Add", case="mab", who="Ann", when=NOON) as change:
        change.put_offer("mab", offer("A"))
    with pytest.raises(Refused), library.change(request="Add", case="mab", who="Ann", when=NOON) as change:
        change.put_source(b"x", "x.csv", "csv")
    with library.change(request="Import", case="mab", who="Ann", when=NOON) as change:
        change.put_case(case("mab"))
    with pytest.raises(Refused), library.change(request="Remove", case="mab", who="Ann", when=NOON) as change:
        change.remove_offer("mab", "A")
    with pytest.raises(ValueError, match="cannot change"), library.change("Other", "mab", "Ann", NOON) as change:
        change.put_case(case("other"))


def test_a_request_needs_a_name_an_actor_and_a_time_with_its_zone(library: Library) -> None:
    for title, who, when in (("", "Ann", NOON), ("Import", "", NOON), ("Import", "Ann", NOON.replace(tzinfo=None))):
        with pytest.raises(ValueError, match="needs"), library.change(title, "mab", who, when):
            pass


def test_an_actor_whose_name_is_no_text_is_written_down_all_the_same(library: Library) -> None:
    with library.change(request="Import", case="mab", who="J\udcfcrgen", when=NOON) as change:
        change.put_case(case("mab"))
    assert next(library.journal()).who == "J\\udcfcrgen"


@pytest.mark.parametrize(
    "when",
    [
        datetime(1970, 1, 1, tzinfo=UTC),
        NOON - timedelta(seconds=1),
        datetime(2100, 2, 28, tzinfo=UTC),
        datetime(2026, 11, 20, 12, tzinfo=timezone(timedelta(hours=-12))),
    ],
)
def test_order_is_by_sequence_whatever_the_clock_says(library: Library, when: datetime) -> None:
    for number, time in enumerate((NOON, when, NOON), 1):
        with library.change(request="Set title", case="mab", who="Ann", when=time) as change:
            change.put_case(case("mab", title=f"Title {number}"))
    entries = list(library.journal("mab"))
    assert [entry.sequence for entry in entries] == [1, 2, 3]
    assert entries[1].time == when
    assert library.check() == []


def test_the_list_of_cases_and_suppliers(library: Library) -> None:
    for name, title in (("mab", "Antibody 50%"), ("tab", "Tablet_1")):
        with library.change(request="Import", case=name, who="Ann", when=NOON) as change:
            change.put_case(case(name, offer("A"), offer("B", supplier="Zeta"), title=title))
    first, second = library.cases()
    assert (first.id, first.title, first.product, first.stage, first.offers, first.changed) == (
        *("mab", "Antibody 50%", "T-20", "phase_3", 2, NOON),
    )
    assert second.id == "tab"
    assert [row.id for row in library.cases("0%")] == ["mab"]
    assert [row.id for row in library.cases("t_1")] == ["tab"]
    assert [row.id for row in library.cases("t_2")] == []
    assert library.cases("\\") == []
    assert [(row.name, row.offers, row.cases) for row in library.suppliers()] == [
        ("Lakeside Pharma", 2, 2),
        ("Zeta", 2, 2),
    ]


def test_files_are_kept_once_and_belong_to_their_cases(library: Library) -> None:
    for name in ("mab", "tab"):
        with library.change(request="Import", case=name, who="Ann", when=NOON) as change:
            digest = change.put_source(b"bytes", f"{name}.xlsx", "xlsx")
            change.put_case(case(name))
    assert library.source(digest) == b"bytes"
    assert [(row.sha256, row.name, row.size, row.kind) for row in library.sources("tab")] == [
        (digest, "tab.xlsx", 5, "xlsx")
    ]
    with pytest.raises(Refused, match="no file"):
        library.source("00")


def test_a_file_that_lines_name_is_a_source_of_the_case(library: Library) -> None:
    with library.change(request="Keep file", case=None, who="Ann", when=NOON) as change:
        digest = change.put_source(b"bytes", "offer.xlsx", "xlsx")
    document = case("mab", offer("A"))
    document["offers"][0]["lines"][0]["sha256"] = digest
    with library.change(request="Import", case="mab", who="Ann", when=NOON) as change:
        change.put_case(document)
    assert [row.sha256 for row in library.sources("mab")] == [digest]


def test_two_requests_cannot_run_into_each_other(library: Library) -> None:
    with library.change(request="One", case="mab", who="Ann", when=NOON) as change:
        change.put_case(case("mab"))
        with pytest.raises(RuntimeError, match="under way"), library.change("Two", "mab", "Ann", NOON):
            pass
    assert [entry.request for entry in library.journal()] == ["One"]


def test_another_program_that_writes_is_waited_for_and_then_named(library: Library) -> None:
    with Library.open(library.path) as other, other.change("One", "mab", "Ann", NOON) as change:
        change.put_case(case("mab"))
        with pytest.raises(Refused, match="in use"), library.change("Two", "mab", "Ben", NOON):
            pass
    assert [row.id for row in library.cases()] == ["mab"]


def test_a_library_moved_while_open_takes_no_more_changes(library: Library) -> None:
    library.path.rename(library.path.with_name("elsewhere.sqlite"))
    with pytest.raises(Refused, match="moved"), library.change("One", "mab", "Ann", NOON) as change:
        change.put_case(case("mab"))
