"""What is remembered of how suppliers' files are read."""

from collections.abc import Iterator, Sequence

from cdmo_desk.intake.profiles import Profile
from cdmo_desk.sheets.sheet import Cell, Column, Row, Sheet
from cdmo_desk.speech import counted, say


def listed(profiles: Sequence[Profile]) -> Sheet:
    """Return the profiles with what each remembers."""
    return Sheet(
        id="profiles",
        title=say("Profiles"),
        note=counted("{n} supplier’s files are known.", "{n} suppliers’ files are known.", len(profiles)),
        columns=(Column("supplier", say("Supplier")), Column("knows", say("Remembers"))),
        rows=tuple(
            Row((Cell(profile.supplier or profile.id), Cell(", ".join(remembered(profile))))) for profile in profiles
        ),
    )


def remembered(profile: Profile) -> Iterator[str]:
    """Go through what a profile remembers, in words."""
    columns = sum(len(head.roles) for head in profile.heads)
    styles = sum(bool(head.style or head.numbers) for head in profile.heads)
    if columns:
        yield counted("{n} column", "{n} columns", columns)
    if styles:
        yield say("how numbers are written")
    if any(head.scale for head in profile.heads):
        yield say("the unit of prices")
    if profile.dates:
        yield say("how dates are written")
    if profile.currency:
        yield say("the currency {code}", code=profile.currency)
    if profile.left_out or any(head.ignored for head in profile.heads):
        yield say("what is left out")
    if profile.rows:
        yield counted("{n} row", "{n} rows", len(profile.rows))
    if profile.lines:
        yield counted("what {n} line becomes", "what {n} lines become", len(profile.lines))
