"""A quote in a currency that its case has no rate for: the last published one is offered where it is missed."""

from functools import partial
from typing import TYPE_CHECKING, Any

from cdmo_desk.speech import say
from ui.forms.numerals import Numerals

if TYPE_CHECKING:
    from cdmo_desk.desk import Desk
    from ui.importing import Importing
    from ui.main_window import MainWindow
    from ui.reading import Review

KEY = "rate"


def missing(review: "Review") -> str:
    """Return the currency of a quote that its case has no rate of exchange for; empty where none is needed."""
    brief = review.ground.case.brief
    code = str(review.tried.offer.get("currency") or "")
    return "" if not code or code == brief.currency or code in brief.fx else code


def offer(window: "MainWindow", importing: "Importing", review: "Review") -> None:
    """Say on the review which rate of exchange is missing, with the last published one to take."""
    code, strips = missing(review), window.review.strips
    if not code:
        strips.clear(KEY)
        return
    currency, as_of = review.ground.case.brief.currency, review.ground.case.brief.as_of

    def suggested(desk: "Desk") -> "dict[str, Any] | None":
        return desk.suggested_rate(code, currency, as_of)

    def then(found: "dict[str, Any] | None") -> None:
        if importing.shown is None or missing(importing.shown) != code:
            return
        text = say("The case has no rate of exchange for {code}.", code=code)
        act = (say("Type it on Brief"), partial(window.go, "brief"))
        if found is not None:
            numerals = Numerals()
            rate, day = numerals.show(found["rate"]), numerals.show_date(found["date"])
            words = say(
                "Take the ECB's of {day}: 1 {code} = {rate} {currency}",
                day=day,
                code=code,
                rate=rate,
                currency=currency,
            )
            act = (words, partial(_take, window, importing, code, found))
        strips.show_strip("warning", text, act, key=KEY)

    window.requests.ask(suggested, then, key=KEY)


def _take(window: "MainWindow", importing: "Importing", code: str, rate: "dict[str, Any]") -> None:
    """Keep a rate in the brief, and understand the file under review anew."""
    case_id = window.work.case.id

    def keep(desk: "Desk") -> object:
        brief = desk.document(case_id)["case"]
        fx = {**(brief.get("fx") or {}), code: rate}
        return desk.put_brief(case_id, brief | {"fx": fx}, request=say("Add rate of exchange of {code}", code=code))

    window.requests.ask(keep, lambda _changed: importing.reconsider())
