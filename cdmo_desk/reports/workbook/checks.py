"""The sheet of checks: every total of the workbook against what the program computed when it was written."""

from cdmo_desk.document import Case
from cdmo_desk.reports.workbook.comparing import MEASURES, Standing, frozen, words
from cdmo_desk.sheets.naming import keys
from cdmo_desk.speech import say

FIRST = 4
CLOSE = "0.000001"


def checks(case: Case, standing: Standing, edits: str) -> None:
    """Write the checks, and on the sheet that compares a banner that says how they stand."""
    found, at, banner = standing.found, standing.at, standing.page
    page, known, names = banner.book.page("Checks"), keys(case), words()
    page.text(0, 0, say("Checks"), "title")
    note = say(
        "Each total against the program's figure at export. Once inputs are edited, totals differ from it rightly."
    )
    page.text(1, 0, note, "note")
    page.heads(FIRST - 1, [say("Offer"), say("Figure"), say("Here"), say("At export"), say("Difference"), say("Check")])
    page.widths(20, 36, 18, 18, 16, 10)
    page.sheet.freeze_panes(FIRST, 2)
    row = FIRST
    for offer in case.offers:
        values = frozen(found.offers[offer.id])
        for measure in MEASURES:
            if (offer.id, measure) not in at:
                continue
            value = values[measure] or 0.0
            page.text(row, 0, known[offer.id].name)
            page.text(row, 1, names[measure])
            here = page.formula(row, 2, at[offer.id, measure], value)
            then = page.number(row, 3, value, "given")
            page.formula(row, 4, f"{here}-{then}", 0.0)
            wrong = f"ABS({here}-{then})>{CLOSE}*MAX(1,ABS({then}))"
            page.formula(row, 5, f'IF({wrong},"{say("CHECK")}","OK")', "OK", "good")
            row += 1
    marks = page.range(FIRST, 5, max(row - 1, FIRST), 5)
    failed = f'COUNTIF({marks},"{say("CHECK")}")'
    good = say("All totals agree with the program's figures at export.")
    edited = say("Inputs were edited since the export; figures of the sheet Scenarios do not follow.")
    wrong = say("Totals differ from the program's figures although no input was edited: see the sheet Checks.")
    banner.formula(1, 0, f'IF({edits}>0,"{edited}",IF({failed}>0,"{wrong}","{good}"))', good, "alarm")
