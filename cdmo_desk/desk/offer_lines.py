"""Requests over the lines of an offer: what their price is, which scope item they cover, what they become."""

from typing import TYPE_CHECKING, Any

from cdmo_desk.desk import editing
from cdmo_desk.desk.editing import Json
from cdmo_desk.desk.offers import Offers
from cdmo_desk.problem import Refused, shown
from cdmo_desk.speech import say

if TYPE_CHECKING:
    from cdmo_desk.intake.becoming import Choice
    from cdmo_desk.library import Changed


class OfferLines(Offers):
    """Lines by hand. Terms are made anew from the lines, and what was changed in them by hand stays."""

    def set_line_basis(self, case_id: str, offer_id: str, line_id: str, basis: str) -> "Changed":
        """Say what a line's price is: priced, at cost, optional, included, excluded, to be determined."""

        def edit(offer: Json, plain: Json) -> tuple[Json, str]:
            line = _line(offer, line_id)
            request = say("Set basis of {name}", name=_words(line))
            if _is_of_file(offer, line):
                return _anew(offer, plain, {}, {line_id: {"basis": basis}}), request
            made = _with_line(offer, line_id, {**line, "basis": basis})
            deliverable = "priced" if basis == "rate" else basis
            return _with_deliverable(made, line, "basis", deliverable), request

        return self._edit_offer(case_id, offer_id, edit)

    def set_line_scope(self, case_id: str, offer_id: str, line_id: str, scope: str | None) -> "Changed":
        """Say which scope item a line covers; None lets its wording say it again."""

        def edit(offer: Json, plain: Json) -> tuple[Json, str]:
            from cdmo_desk.intake.becoming import Choice  # noqa: PLC0415 - loaded when asked for

            line = _line(offer, line_id)
            request = say("Set scope item of {name}", name=_words(line))
            if _is_of_file(offer, line):
                return _anew(offer, plain, {line_id: Choice(scope=scope)}), request
            made = _with_line(offer, line_id, editing.put(line, "scope", scope))
            return _with_deliverable(made, line, "scope", scope), request

        return self._edit_offer(case_id, offer_id, edit)

    def set_line_aside(self, case_id: str, offer_id: str, line_id: str, reason: str) -> "Changed":
        """Set a line aside with a reason: it is kept, and counts nowhere."""

        def edit(offer: Json, plain: Json) -> tuple[Json, str]:
            from cdmo_desk.intake.becoming import Choice  # noqa: PLC0415 - loaded when asked for

            line = _line(offer, line_id)
            if not reason.strip():
                raise Refused(say("Say why the line is set aside."))
            request = say("Set {name} aside", name=_words(line))
            if _is_of_file(offer, line):
                return _anew(offer, plain, {line_id: Choice(set_aside=reason.strip())}), request
            freed = _freed(offer, line)
            return _with_line(freed, line_id, {**line, "becomes": {"set_aside": reason.strip()}}), request

        return self._edit_offer(case_id, offer_id, edit)

    def set_line_field(self, case_id: str, offer_id: str, line_id: str, term: str, name: str) -> "Changed":
        """Let a line set a field of a term; a field takes one line, and a line counts once."""

        def edit(offer: Json, plain: Json) -> tuple[Json, str]:
            from cdmo_desk.intake.becoming import Choice  # noqa: PLC0415 - loaded when asked for

            line = _line(offer, line_id)
            if not _is_of_file(offer, line):
                says = say("This line came without its file. Import the file, or type the value into the term.")
                raise Refused(says)
            terms = list(offer.get("terms") or ())
            target = terms[editing.place_of(terms, term)]
            for other in offer["lines"]:
                if other["id"] != line_id and other.get("becomes") == {"term": term, "field": name}:
                    says = say("“{name}” sets this field already. Set that line aside first.", name=_words(other))
                    raise Refused(says)
            made = _anew(offer, plain, {line_id: Choice(term=term, field=name)})
            if (_line(made, line_id).get("becomes") or {}).get("term") != term:
                raise Refused(_why_not(made, line_id))
            field = editing.term_label(target, name)
            return made, say("Let {name} set {field}", name=_words(line), field=field)

        return self._edit_offer(case_id, offer_id, edit)

    def free_line(self, case_id: str, offer_id: str, line_id: str) -> "Changed":
        """Let a line become again what its wording, unit and section suggest."""

        def edit(offer: Json, plain: Json) -> tuple[Json, str]:
            from cdmo_desk.intake.becoming import Choice  # noqa: PLC0415 - loaded when asked for

            line = _line(offer, line_id)
            if not _is_of_file(offer, line):
                raise Refused(say("This line came without its file: nothing is known that would suggest what it is."))
            return _anew(offer, plain, {line_id: Choice()}), say("Place {name} as suggested", name=_words(line))

        return self._edit_offer(case_id, offer_id, edit)


def _line(offer: Json, line_id: str) -> Json:
    for line in offer.get("lines") or ():
        if line["id"] == line_id:
            return dict(line)
    raise Refused(say("There is no line {name} in this offer any more.", name=shown(line_id)))


def _words(line: Json) -> str:
    text = str(line["description"])
    return text if len(text) <= 40 else f"{text[:39]}…"  # noqa: PLR2004 - the name of a request stays readable


def _is_of_file(offer: Json, line: Json) -> bool:
    """Say whether a line belongs to a file from which the offer's terms are made."""
    kept = offer.get("x-intake")
    files = {source["file"] for source in kept.get("files", ())} if isinstance(kept, dict) else set()
    return line.get("file") in files


def _anew(
    offer: Json, plain: Json, choices: "dict[str, Choice]", edited: dict[str, dict[str, Any]] | None = None
) -> Json:
    from cdmo_desk import document  # noqa: PLC0415 - loaded when asked for
    from cdmo_desk.intake.becoming import chosen  # noqa: PLC0415 - loaded when asked for

    return chosen(offer, document.read(plain).brief, choices, edited or {})


def _with_line(offer: Json, line_id: str, line: Json) -> Json:
    return {**offer, "lines": [line if known["id"] == line_id else known for known in offer["lines"]]}


def _with_deliverable(offer: Json, line: Json, name: str, value: Any) -> Json:  # noqa: ANN401 - plain JSON
    """Set a field of the deliverable that a line became."""
    became = (line.get("becomes") or {}).get("term")
    terms = [
        editing.put(term, name, value) if term.get("id") == became and term["type"] == "deliverable" else term
        for term in offer.get("terms") or ()
    ]
    return {**offer, "terms": terms}


def _freed(offer: Json, line: Json) -> Json:
    """Return an offer without the deliverable that a line alone became."""
    becomes = line.get("becomes") or {}
    term = becomes.get("term")
    others = [known for known in offer["lines"] if (known.get("becomes") or {}).get("term") == term]
    if term is None or becomes.get("field") or len(others) > 1:
        return offer
    return {**offer, "terms": [known for known in offer.get("terms") or () if known.get("id") != term]}


def _why_not(offer: Json, line_id: str) -> str:
    aside = (_line(offer, line_id).get("becomes") or {}).get("set_aside")
    if aside:
        return say("The line cannot set this field: {why}.", why=aside)
    return say("A terms sheet takes this line already, and a line counts once.")
