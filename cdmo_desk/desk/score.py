"""Requests over the scorecard: scores of several evaluators, weights, evidence, answers, clauses, sites."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from cdmo_desk.desk.cases import Cases
from cdmo_desk.desk.fixing import fixed, kept_fixed
from cdmo_desk.problem import Refused, shown
from cdmo_desk.speech import counted, say

if TYPE_CHECKING:
    from cdmo_desk.library import Changed

Json = dict[str, Any]
BEST = 5


class Scores(Cases):
    """The scorecard. Each evaluator's score is kept; the score that counts is their mean, set in the same request."""

    def put_scores(
        self,
        case_id: str,
        scores: Mapping[tuple[str, str], float | None],
        *,
        evaluator: str = "",
        request: str = "",
        why: str = "",
    ) -> "Changed":
        """Set scores by offer and criterion, those of an evaluator, or the agreed ones where nobody is named.

        None takes a score away. An agreed score is refused where evaluators gave theirs, for then it is their mean.
        """

        def edit(plain: Json) -> Json:
            return _each(
                plain, {offer for offer, _criterion in scores}, lambda offer: _scored(offer, scores, evaluator)
            )

        named = request or counted("Set a score", "Set {n} scores", len(scores))
        return self._rewrite(case_id, f"{named}, {evaluator}" if evaluator else named, why, edit)

    def put_note(self, case_id: str, offer_id: str, criterion: str, evaluator: str, note: str) -> "Changed":
        """Set the note that an evaluator gives for a score; the score must be there."""

        def noted(offer: Json) -> Json:
            entries = [dict(entry) for entry in offer.get("evaluations") or ()]
            found = [entry for entry in entries if (entry["criterion"], entry["evaluator"]) == (criterion, evaluator)]
            if not found:
                raise Refused(say("{who} has not scored this yet. Type the score first.", who=evaluator))
            _set(found[0], "note", note.strip() or None)
            return offer | {"evaluations": entries}

        return self._rewrite(
            case_id, say("Set note of {who}", who=evaluator), "", lambda plain: _each(plain, {offer_id}, noted)
        )

    def put_criteria(self, case_id: str, criteria: list[Json], *, request: str = "", why: str = "") -> "Changed":
        """Replace the criteria with their weights; what was scored for a criterion that goes, goes with it."""
        kept = {criterion["id"] for criterion in criteria}

        def edit(plain: Json) -> Json:
            brief = kept_fixed(
                plain["case"], plain["case"] | {"criteria": criteria}, why=why, who=self.who, today=self.clock().date()
            )
            gone = {criterion["id"] for criterion in plain["case"].get("criteria") or ()} - kept
            offers = [_without(offer, gone) for offer in plain["offers"]] if gone else plain["offers"]
            return plain | {"case": brief, "offers": offers}

        return self._rewrite(case_id, request or say("Set criteria and weights"), why, edit)

    def fix_rule(self, case_id: str, *, why: str = "") -> "Changed":
        """Fix weights and award rule: from now on a change of them needs a reason, and is written down."""

        def edit(plain: Json) -> Json:
            made = fixed(plain["case"], who=self.who, today=self.clock().date(), offers=len(plain["offers"]))
            return plain | {"case": made}

        return self._rewrite(case_id, say("Fix weights and award rule"), why, edit)

    def put_claim(self, case_id: str, offer_id: str, capability: str, *, has: bool) -> "Changed":
        """Say whether an offer has a capability."""

        def claimed(offer: Json) -> Json:
            known = [name for name in offer.get("capabilities") or () if name != capability]
            return offer | {"capabilities": [*known, capability] if has else known}

        return self._rewrite(
            case_id, say("Set capability of an offer"), "", lambda plain: _each(plain, {offer_id}, claimed)
        )

    def put_evidence(self, case_id: str, offer_id: str, for_: str, entry: Json | None) -> "Changed":
        """Set what supports a capability, a criterion or an answer to a standing question; None takes it away."""

        def supported(offer: Json) -> Json:
            return offer | {"evidence": _replaced(offer.get("evidence"), "for", for_, entry)}

        return self._rewrite(case_id, say("Set evidence"), "", lambda plain: _each(plain, {offer_id}, supported))

    def put_clause(self, case_id: str, offer_id: str, topic: str, entry: Json | None) -> "Changed":
        """Set what an offer's contract says on a topic; None takes it away."""

        def agreed(offer: Json) -> Json:
            return offer | {"clauses": _replaced(offer.get("clauses"), "topic", topic, entry)}

        return self._rewrite(case_id, say("Set clause"), "", lambda plain: _each(plain, {offer_id}, agreed))

    def put_sites(self, case_id: str, offer_id: str, sites: list[Json]) -> "Changed":
        """Set where the supplier would work."""
        return self._rewrite(
            case_id,
            say("Set sites of an offer"),
            "",
            lambda plain: _each(plain, {offer_id}, lambda offer: offer | {"sites": sites}),
        )

    def _rewrite(self, case_id: str, request: str, why: str, edit: Callable[[Json], Json]) -> "Changed":
        """Change a case under one named request: only what differs is written."""
        from cdmo_desk import document  # noqa: PLC0415 - loaded when asked for

        with self.library() as library:
            plain = library.load(case_id)
            made = edit(plain)
            document.read(made)
            before = {offer["id"]: offer for offer in plain["offers"]}
            with library.change(request, case_id, self.who, self.clock(), why) as change:
                if made["case"] != plain["case"]:
                    change.put_brief(case_id, made["case"])
                for offer in made["offers"]:
                    if offer != before[offer["id"]]:
                        change.put_offer(case_id, offer)
        return change.changed


def _each(plain: Json, wanted: set[str], change: Callable[[Json], Json]) -> Json:
    """Return a case in which the offers wanted are changed."""
    unknown = wanted - {offer["id"] for offer in plain["offers"]}
    if unknown:
        raise Refused(say("There is no offer {name} in this case.", name=shown(min(unknown))))
    return plain | {"offers": [change(offer) if offer["id"] in wanted else offer for offer in plain["offers"]]}


def _scored(offer: Json, scores: Mapping[tuple[str, str], float | None], evaluator: str) -> Json:
    """Return an offer with new scores, and the mean of its evaluators' where they gave any."""
    found = dict(offer.get("scores") or {})
    entries = [dict(entry) for entry in offer.get("evaluations") or ()]
    for (name, criterion), value in scores.items():
        if name != offer["id"]:
            continue
        given = [entry for entry in entries if entry["criterion"] == criterion]
        if not evaluator:
            if given:
                raise Refused(_mean_of(given))
            _set(found, criterion, value)
            continue
        if not given and criterion in found and value is not None:
            found.pop(criterion)  # what was agreed without evaluators gives way to what they say
        own = next((entry for entry in given if entry["evaluator"] == evaluator), None)
        if value is None:
            entries = [entry for entry in entries if entry is not own]
        elif own is None:
            entries.append({"criterion": criterion, "evaluator": evaluator, "value": value})
        else:
            own["value"] = value
        values = [entry["value"] for entry in entries if entry["criterion"] == criterion]
        if values or given:
            _set(found, criterion, mean(values) if values else None)
    made = offer | {"scores": found}
    if entries or "evaluations" in offer:
        made["evaluations"] = entries
    return made


def mean(values: list[float]) -> float | int:
    """Return the mean of scores, a whole number where it is one."""
    found = sum(values) / len(values)
    return int(found) if found == int(found) else round(found, 9)


def _mean_of(given: list[Json]) -> str:
    return counted(
        "This score is that of {names}. Choose the evaluator to change it.",
        "This score is the mean of {names}. Choose an evaluator to change theirs.",
        len(given),
        names=", ".join(str(entry["evaluator"]) for entry in given),
    )


def _without(offer: Json, gone: set[str]) -> Json:
    """Return an offer without what was scored for some criteria."""
    made = dict(offer)
    if "scores" in offer:
        made["scores"] = {name: value for name, value in (offer["scores"] or {}).items() if name not in gone}
    if "evaluations" in offer:
        made["evaluations"] = [entry for entry in offer["evaluations"] or () if entry["criterion"] not in gone]
    return made


def _replaced(entries: list[Json] | None, key: str, value: str, entry: Json | None) -> list[Json]:
    """Return records with that of a key replaced, added at the end, or taken away."""
    found = list(entries or ())
    place = next((number for number, other in enumerate(found) if other.get(key) == value), None)
    kept = None if entry is None else {name: said for name, said in entry.items() if said not in (None, "")}
    if kept is not None and set(kept) <= {key}:
        kept = None
    made = [] if kept is None else [{key: value} | kept]
    if place is None:
        return [*found, *made]
    return [*found[:place], *made, *found[place + 1 :]]


def _set(record: Json, name: str, value: object) -> None:
    if value is None:
        record.pop(name, None)
    else:
        record[name] = value
