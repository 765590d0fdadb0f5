"""Any number of requests can be undone and redone, by case, in any library session."""

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from cdmo_desk.library import Library
from cdmo_desk.library.schema import MARKS
from cdmo_desk.problem import Refused
from tests.library import documents
from tests.library.documents import NOON, Json, case, offer


def content(library: Library, name: str) -> str | None:
    """Return a case with its marks as text, or None where there is none."""
    if name not in {row.id for row in library.cases()}:
        return None
    return json.dumps([library.load(name), [list(row.values()) for row in library.owned(MARKS, name)]])


class Requests(RuleBasedStateMachine):
    """Requests in two cases, undone and redone, beside a list of what each case was after each request."""

    names = st.sampled_from(["mab", "tab"])

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "library.sqlite"
        self.library = Library.open(self.path)
        self.clock = documents.clock()
        self.past: dict[str, list[str | None]] = {"mab": [None], "tab": [None]}
        self.at = {"mab": 0, "tab": 0}
        self.files: list[str] = []

    def note(self, name: str, *, made: bool) -> None:
        """Remember the case as it now is, as what undo of the next request must restore."""
        if made:
            del self.past[name][self.at[name] + 1 :]
            self.past[name].append(content(self.library, name))
            self.at[name] += 1

    @rule(data=st.data(), name=names)
    def put_case(self, data: st.DataObject, name: str) -> None:
        """Store a whole document and its file."""
        document: Json = data.draw(documents.cases(name))
        with self.library.change("Import", name, "Ann", next(self.clock)) as change:
            self.files.append(change.put_source(data.draw(st.binary(max_size=3)), "offer.csv", "csv"))
            change.put_case(document)
        assert self.library.load(name) == document
        self.note(name, made=change.changed.entry is not None)

    @rule(data=st.data(), name=names, offer_id=st.sampled_from("AB"), position=st.none() | st.integers(0, 3))
    def put_offer(self, data: st.DataObject, name: str, offer_id: str, position: int | None) -> None:
        """Store an offer at a place."""
        one = data.draw(documents.offers(offer_id))
        try:
            with self.library.change("Edit offer", name, "Ben", next(self.clock)) as change:
                change.put_offer(name, one, position)
        except Refused:
            assert content(self.library, name) is None
        else:
            self.note(name, made=change.changed.entry is not None)

    @rule(name=names, offer_id=st.sampled_from("AB"))
    def remove_offer(self, name: str, offer_id: str) -> None:
        """Remove an offer that may be there."""
        try:
            with self.library.change("Remove offer", name, "Ben", next(self.clock)) as change:
                change.remove_offer(name, offer_id)
        except Refused:
            return
        self.note(name, made=True)

    @rule(name=names, mark=st.sampled_from(["archived", "template"]), value=st.none() | st.sampled_from("12"))
    def mark(self, name: str, mark: str, value: str | None) -> None:
        """Note a small fact about a case, or forget it."""
        try:
            with self.library.change("Mark", name, "Ben", next(self.clock)) as change:
                change.mark(name, mark, value)
        except Refused:
            assert content(self.library, name) is None
        else:
            self.note(name, made=change.changed.entry is not None)

    @rule(name=names)
    def close_to_undo(self, name: str) -> None:
        """Close a case to undo: what was is the new beginning."""
        with self.library.change("Sign", name, "Ben", next(self.clock)) as change:
            change.close_to_undo("The case is signed.")
        self.past[name] = [self.past[name][self.at[name]]]
        self.at[name] = 0

    @rule(name=names)
    def remove_case(self, name: str) -> None:
        """Remove a case that is there."""
        if content(self.library, name) is not None:
            with self.library.change("Remove case", name, "Ben", next(self.clock)) as change:
                change.remove_case(name)
            self.note(name, made=True)

    @rule(name=names, times=st.integers(1, 5))
    def undo(self, name: str, times: int) -> None:
        """Undo some requests."""
        for _ in range(min(times, self.at[name])):
            self.library.undo(name, "Ann", next(self.clock))
            self.at[name] -= 1

    @rule(name=names, times=st.integers(1, 5))
    def redo(self, name: str, times: int) -> None:
        """Redo some requests."""
        for _ in range(min(times, len(self.past[name]) - 1 - self.at[name])):
            self.library.redo(name, "Ann", next(self.clock))
            self.at[name] += 1

    @rule()
    def reopen(self) -> None:
        """Close the library and open it again."""
        self.library.close()
        self.library = Library.open(self.path)

    @invariant()
    def each_case_is_what_it_was_then(self) -> None:
        """Compare with the list."""
        for name, at in self.at.items():
            assert content(self.library, name) == self.past[name][at]
            assert (self.library.can_undo(name) is None) == (at == 0)
            assert (self.library.can_redo(name) is None) == (at == len(self.past[name]) - 1)

    def teardown(self) -> None:
        """Undo all to the beginning, redo all to the end, and check."""
        try:
            for name in self.at:
                self._there_and_back(name)
            assert self.library.check() == []
            assert all(self.library.source(digest) is not None for digest in self.files)
        finally:
            self.library.close()
            self.folder.cleanup()

    def _there_and_back(self, name: str) -> None:
        for before in reversed(self.past[name][: self.at[name]]):
            self.library.undo(name, "Ann", next(self.clock))
            assert content(self.library, name) == before
        for after in self.past[name][1:]:
            self.library.redo(name, "Ann", next(self.clock))
            assert content(self.library, name) == after


class FewRequests(Requests):
    """As many as `make test` has time for."""


TestRequests = FewRequests.TestCase
TestRequests.settings = settings(max_examples=15, stateful_step_count=15, deadline=None)


@pytest.mark.soak
def test_a_thousand_sequences_of_requests() -> None:
    from hypothesis.stateful import run_state_machine_as_test

    run_state_machine_as_test(Requests, settings=settings(max_examples=1000, stateful_step_count=40, deadline=None))


@pytest.fixture
def edited(library: Library) -> Library:
    """Return a library with a case imported and its title set."""
    with library.change("Import", "mab", "Ann", NOON) as change:
        change.put_case(case("mab", offer("A")))
    with library.change("Set title", "mab", "Ann", NOON) as change:
        change.put_brief("mab", case("mab", title="Second")["case"])
    return library


def test_an_undo_is_a_request_of_its_own(edited: Library) -> None:
    assert edited.can_undo("mab") == "Set title"
    done = edited.undo("mab", "Ben", NOON)
    assert done.entry is not None
    assert (done.entry.request, done.entry.undoes, done.entry.who) == ("Undo: Set title", 2, "Ben")
    assert done.ids == {"cases": {("mab",)}}
    assert (edited.can_undo("mab"), edited.can_redo("mab")) == ("Import", "Set title")
    again = edited.redo("mab", "Ben", NOON)
    assert again.entry is not None
    assert (again.entry.request, again.entry.redoes) == ("Redo: Set title", 2)
    assert [entry.sequence for entry in edited.journal()] == [1, 2, 3, 4]


def test_a_new_request_clears_what_could_be_redone(edited: Library) -> None:
    edited.undo("mab", "Ann", NOON)
    with edited.change("Set another title", "mab", "Ann", NOON) as change:
        change.put_brief("mab", case("mab", title="Third")["case"])
    assert (edited.can_undo("mab"), edited.can_redo("mab")) == ("Set another title", None)
    with pytest.raises(Refused, match="nothing to redo"):
        edited.redo("mab", "Ann", NOON)


def test_each_case_has_its_own_undo(edited: Library) -> None:
    with edited.change("Import", "tab", "Ann", NOON) as change:
        change.put_case(case("tab", offer("A")))
    edited.undo("mab", "Ann", NOON)
    edited.undo("tab", "Ann", NOON)
    assert edited.load("mab")["case"]["title"] == "Tablet"
    assert [row.id for row in edited.cases()] == ["mab"]
    with pytest.raises(Refused, match="nothing to undo"):
        edited.undo("tab", "Ann", NOON)


def test_undo_leaves_what_cases_share(edited: Library) -> None:
    with edited.change("Import", "tab", "Ann", NOON) as change:
        digest = change.put_source(b"bytes", "offer.csv", "csv")
        change.put_case(case("tab", offer("A", supplier="Zeta")))
    with edited.change("Add offer", "mab", "Ann", NOON) as change:
        change.put_offer("mab", offer("Z", supplier="Zeta"))
    edited.undo("tab", "Ann", NOON)
    assert edited.source(digest) == b"bytes"
    assert edited.sources("tab") == []
    assert [(row.name, row.offers) for row in edited.suppliers()] == [("Lakeside Pharma", 1), ("Zeta", 1)]
    edited.redo("tab", "Ann", NOON)
    assert [row.sha256 for row in edited.sources("tab")] == [digest]
    assert edited.check() == []


def test_undo_refuses_where_a_row_is_no_longer_as_the_request_left_it(edited: Library) -> None:
    edited._db.execute("UPDATE cases SET title = 'Third'")
    with pytest.raises(Refused, match="cases mab is no longer as that request left it"):
        edited.undo("mab", "Ann", NOON)
    assert len(list(edited.journal())) == 2


def test_undo_refuses_where_the_journal_was_changed(edited: Library) -> None:
    edited.undo("mab", "Ann", NOON)
    edited._db.execute("UPDATE journal SET undoes = 1 WHERE sequence = 3")
    with pytest.raises(Refused, match="entry 3 cannot be read"):
        edited.can_undo("mab")
    for sides in ("after = '[[1]]'", "before = '[]'"):
        edited._db.execute(f"UPDATE journal SET undoes = NULL, {sides} WHERE sequence = 3")  # noqa: S608
        with pytest.raises(Refused, match="entry 3 cannot be read"):
            edited.undo("mab", "Ann", NOON)


def test_undo_does_not_cross_what_closed_the_case(edited: Library) -> None:
    with edited.change("Sign as approved", "mab", "Ann", NOON) as change:
        change.close_to_undo("The case is signed; go on in a new revision.")
    assert (edited.can_undo("mab"), edited.can_redo("mab")) == (None, None)
    with pytest.raises(Refused, match="The case is signed; go on in a new revision"):
        edited.undo("mab", "Ann", NOON)
    with edited.change("Set title", "mab", "Ann", NOON) as change:
        change.put_brief("mab", case("mab", title="Third")["case"])
    edited.undo("mab", "Ann", NOON)
    assert edited.load("mab")["case"]["title"] == "Second"
    with pytest.raises(Refused, match="The case is signed"):
        edited.undo("mab", "Ann", NOON)
    assert edited.check() == []


def test_what_belongs_to_a_case_goes_and_comes_back_with_it(edited: Library) -> None:
    with edited.change("Archive", "mab", "Ann", NOON) as change:
        change.mark("mab", "archived", "2026-11-20")
    assert edited.cases()[0].marks == {"archived"}
    with edited.change("Remove", "mab", "Ann", NOON) as change:
        change.remove_case("mab")
    assert edited.owned(MARKS, "mab") == []
    edited.undo("mab", "Ann", NOON)
    assert edited.cases()[0].marks == {"archived"}
    edited.undo("mab", "Ann", NOON)
    assert edited.cases()[0].marks == set()
    assert edited.check() == []
