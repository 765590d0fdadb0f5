"""Requests over offers: made, copied, put in order, removed; their facts, terms and risks, one edit at a time."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cdmo_desk.desk import editing
from cdmo_desk.desk.cases import Cases
from cdmo_desk.desk.editing import Json
from cdmo_desk.problem import Refused
from cdmo_desk.speech import say

if TYPE_CHECKING:
    from cdmo_desk.library import Changed

Edit = Callable[[Json, Json], tuple[Json, str]]
"""From an offer and its case to the offer as it should be, and the name of what was done."""


@dataclass(frozen=True, slots=True)
class Added:
    """What a request added: by what it is called, and what that changed."""

    id: str
    changed: "Changed"


class Offers(Cases):
    """Offers by hand. Every request is undone by its name; what would make the case unsound is refused whole."""

    # Offers

    def add_offer(self, case_id: str, offer: Json) -> Added:
        """Add an offer; an id is made of its supplier where it has none."""
        supplier = str(offer.get("supplier") or "").strip()
        if not supplier:
            raise Refused(say("Say whose offer it is: type the supplier."))
        plain = self.document(case_id)
        taken = [known["id"] for known in plain["offers"]]
        made = {"id": offer.get("id") or editing.free_id(editing.slug(supplier) or "offer", taken)} | offer
        if made["id"] in taken:
            raise Refused(say("There is an offer {name} already.", name=made["id"]))
        made.setdefault("terms", [])
        return Added(made["id"], self.put_offer(case_id, made, request=say("Add offer of {name}", name=supplier)))

    def duplicate_offer(self, case_id: str, offer_id: str) -> Added:
        """Add a copy of an offer behind it, with all its terms and lines."""
        plain = self.document(case_id)
        offer = editing.offer_of(plain, offer_id)
        ids = [known["id"] for known in plain["offers"]]
        made = {**offer, "id": editing.free_id(f"{offer_id}-copy", ids)}
        made["title"] = say("{title} (copy)", title=offer.get("title") or offer.get("supplier") or offer_id)
        changed = self._place(case_id, made, ids.index(offer_id) + 1, say("Duplicate offer {name}", name=_name(offer)))
        return Added(made["id"], changed)

    def move_offer(self, case_id: str, offer_id: str, to: int) -> "Changed":
        """Put an offer at another place among the others; letters go by place."""
        offer = editing.offer_of(self.document(case_id), offer_id)
        return self._place(case_id, offer, max(to, 0), say("Move offer {name}", name=_name(offer)))

    def delete_offer(self, case_id: str, offer_id: str) -> "Changed":
        """Remove an offer with its terms and lines; undo brings it back."""
        plain = self.document(case_id)
        offer = editing.offer_of(plain, offer_id)
        if (plain["case"].get("award") or {}).get("offer") == offer_id:
            raise Refused(say("{name} is the offer that was awarded. Change the award first.", name=_name(offer)))
        return self.remove_offer(case_id, offer_id, request=say("Remove offer {name}", name=_name(offer)))

    def set_offer(self, case_id: str, offer_id: str, path: str, value: Any, *, why: str = "") -> "Changed":  # noqa: ANN401 - plain JSON
        """Set a fact of an offer by its path, such as `escalation.rate`; None takes it away."""

        def edit(offer: Json, _plain: Json) -> tuple[Json, str]:
            made = editing.put(offer, path, value)
            return made, say("Set {field} of {name}", field=editing.offer_label(path), name=_name(offer))

        return self._edit_offer(case_id, offer_id, edit, why)

    # Terms

    def add_term(self, case_id: str, offer_id: str, term: Json, *, place: int | None = None) -> Added:
        """Add a term to an offer, last or at a place; an id is made of its title where it has none."""
        made: Json = {}

        def edit(offer: Json, _plain: Json) -> tuple[Json, str]:
            terms = list(offer.get("terms") or ())
            base = editing.slug(str(term.get("title") or "")) or str(term["type"]).replace("_", "-")
            made.update({"type": term["type"], "id": editing.free_id(base, _ids(terms))} | term)
            terms.insert(len(terms) if place is None else place, made)
            return {**offer, "terms": terms}, say("Add term {name}", name=_title(made))

        changed = self._edit_offer(case_id, offer_id, edit)
        return Added(str(made["id"]), changed)

    def duplicate_term(self, case_id: str, offer_id: str, key: str) -> Added:
        """Add a copy of a term behind it. No line counts twice: the copy's values are typed ones."""
        made: Json = {}

        def edit(offer: Json, _plain: Json) -> tuple[Json, str]:
            terms = list(offer.get("terms") or ())
            number = editing.place_of(terms, key)
            term = {name: value for name, value in terms[number].items() if name not in ("sources", editing.TYPED)}
            title = say("{title} (copy)", title=_title(term))
            base = str(term.get("id") or term["type"]).replace("_", "-")
            made.update({**term, "id": editing.free_id(f"{base}-copy", _ids(terms)), "title": title})
            terms.insert(number + 1, made)
            return {**offer, "terms": terms}, say("Duplicate term {name}", name=_title(term))

        changed = self._edit_offer(case_id, offer_id, edit)
        return Added(str(made["id"]), changed)

    def move_term(self, case_id: str, offer_id: str, key: str, to: int) -> "Changed":
        """Put a term at another place: supplying terms are asked in the order in which they stand."""

        def edit(offer: Json, _plain: Json) -> tuple[Json, str]:
            terms = list(offer.get("terms") or ())
            number = editing.place_of(terms, key)
            moved = editing.moved(terms, number, to)
            return {**offer, "terms": moved}, say("Move term {name}", name=_title(terms[number]))

        return self._edit_offer(case_id, offer_id, edit)

    def delete_term(self, case_id: str, offer_id: str, key: str) -> "Changed":
        """Remove a term; lines that became it are set aside, also when their file comes again."""

        def edit(offer: Json, _plain: Json) -> tuple[Json, str]:
            from cdmo_desk.intake.becoming_merge import REMOVED  # noqa: PLC0415 - loaded when asked for

            terms = list(offer.get("terms") or ())
            term = terms[editing.place_of(terms, key)]
            return editing.without_term(offer, key, REMOVED), say("Remove term {name}", name=_title(term))

        return self._edit_offer(case_id, offer_id, edit)

    def set_term(self, case_id: str, offer_id: str, key: str, name: str, value: Any, *, why: str = "") -> "Changed":  # noqa: ANN401 - plain JSON
        """Set a field of a term; None takes it away. Where a cell gave it, the cell's value is kept beside."""

        def edit(offer: Json, _plain: Json) -> tuple[Json, str]:
            terms = list(offer.get("terms") or ())
            number = editing.place_of(terms, key)
            field = editing.term_label(terms[number], name)
            request = say("Set {field}, {name}", field=field, name=_title(terms[number]))
            terms[number] = editing.put_in_term(terms[number], name, value)
            return {**offer, "terms": terms}, request

        return self._edit_offer(case_id, offer_id, edit, why)

    def restore_term(self, case_id: str, offer_id: str, key: str, name: str) -> "Changed":
        """Give a field that was typed over the value of its cell again."""

        def edit(offer: Json, _plain: Json) -> tuple[Json, str]:
            terms = list(offer.get("terms") or ())
            number = editing.place_of(terms, key)
            over = terms[number].get(editing.TYPED) or {}
            if name not in over:
                raise Refused(say("This field already holds what its cell says."))
            field = editing.term_label(terms[number], name)
            request = say("Take {field} from its cell, {name}", field=field, name=_title(terms[number]))
            terms[number] = editing.put_in_term(terms[number], name, over[name])
            return {**offer, "terms": terms}, request

        return self._edit_offer(case_id, offer_id, edit)

    # Risks

    def add_risk(self, case_id: str, offer_id: str, risk: Json) -> "Changed":
        """Add an entry to the risk register of an offer."""

        def edit(offer: Json, _plain: Json) -> tuple[Json, str]:
            return _with_risks(offer, [*_risks(offer), risk]), say("Add risk {name}", name=_risk(risk))

        return self._edit_offer(case_id, offer_id, edit)

    def set_risk(self, case_id: str, offer_id: str, number: int, path: str, value: Any) -> "Changed":  # noqa: ANN401 - plain JSON
        """Set a field of a risk by its path, such as `mitigation.cost`; None takes it away."""

        def edit(offer: Json, _plain: Json) -> tuple[Json, str]:
            risks = _risks(offer)
            risk = editing.entry_at(risks, number)
            risks[number] = editing.put(risk, path, value)
            request = say("Set {field}, {name}", field=editing.risk_label(path), name=_risk(risk))
            return _with_risks(offer, risks), request

        return self._edit_offer(case_id, offer_id, edit)

    def delete_risk(self, case_id: str, offer_id: str, number: int) -> "Changed":
        """Remove an entry of the risk register."""

        def edit(offer: Json, _plain: Json) -> tuple[Json, str]:
            risks = _risks(offer)
            gone = editing.entry_at(risks, number)
            return _with_risks(offer, risks[:number] + risks[number + 1 :]), say("Remove risk {name}", name=_risk(gone))

        return self._edit_offer(case_id, offer_id, edit)

    # How

    def _edit_offer(self, case_id: str, offer_id: str, edit: Edit, why: str = "") -> "Changed":
        """Change one offer of a case as it then stands in the library."""
        from cdmo_desk import document  # noqa: PLC0415 - loaded when asked for

        with self.library() as library:
            plain = library.load(case_id)
            made, request = edit(editing.offer_of(plain, offer_id), plain)
            brief = {name: value for name, value in plain["case"].items() if name != "award"}
            document.read(plain | {"case": brief, "offers": [made]})  # the others stay as they are
            with library.change(request, case_id, self.who, self.clock(), why) as change:
                change.put_offer(case_id, made)
        return change.changed

    def _place(self, case_id: str, offer: Json, position: int, request: str) -> "Changed":
        from cdmo_desk import document  # noqa: PLC0415 - loaded when asked for

        with self.library() as library:
            plain = library.load(case_id)
            others = [known for known in plain["offers"] if known["id"] != offer["id"]]
            document.read(plain | {"offers": [*others, offer]})
            with library.change(request, case_id, self.who, self.clock()) as change:
                change.put_offer(case_id, offer, position)
        return change.changed


def _ids(items: list[Json]) -> list[Any]:
    return [item.get("id") for item in items]


def _risks(offer: Json) -> list[Json]:
    return list(offer.get("risks") or ())


def _with_risks(offer: Json, risks: list[Json]) -> Json:
    return editing.put(offer, "risks", risks or None)


def _name(offer: Json) -> str:
    return str(offer.get("title") or offer.get("supplier") or offer["id"])


def _title(term: Json) -> str:
    return str(term.get("title") or term.get("id") or term["type"].replace("_", " "))


def _risk(risk: Json) -> str:
    return str(risk.get("title") or risk.get("category") or "")
