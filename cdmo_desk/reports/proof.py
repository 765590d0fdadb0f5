"""The self-test on paper: evidence for quality and IT that the program computes right on one computer."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any, Protocol

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph, Spacer

from cdmo_desk import files
from cdmo_desk.reports import looks
from cdmo_desk.reports.flowing import style
from cdmo_desk.reports.lettering import REGULAR, Lettering, prepare
from cdmo_desk.reports.tables import Setting, table
from cdmo_desk.sheets import proof as sheets
from cdmo_desk.sheets.sheet import Cell, Column, Row, Sheet
from cdmo_desk.speech import counted, language, say

SIDE = 16 * mm


class Told(sheets.Worked, Protocol):
    """A worked example with its source and its arithmetic in words."""

    @property
    def source(self) -> str:
        """Return where it is published."""

    @property
    def says(self) -> str:
        """Return how it is reckoned by hand."""


class Evidence(Protocol):
    """What the self-test found."""

    @property
    def at(self) -> datetime:
        """Return when it ran."""

    @property
    def version(self) -> str:
        """Return the program's version."""

    @property
    def machine(self) -> tuple[tuple[str, str], ...]:
        """Return on what it ran."""

    @property
    def trials(self) -> int:
        """Return how many trials a simulation had."""

    @property
    def examples(self) -> Sequence[Told]:
        """Return the examples."""

    @property
    def passed(self) -> bool:
        """Say whether all agree."""


def write(path: Path, found: Evidence) -> None:
    """Write the evidence as a PDF; raises `Refused` where the file cannot be written."""
    prepare()
    letters, target = Lettering(), BytesIO()
    wide, high = A4
    made = BaseDocTemplate(
        target,
        pagesize=A4,
        title=say("Self-test of CDMO Desk {version}", version=found.version),
        creator=f"CDMO Desk {found.version}",
        lang=language(),
        initialFontName=REGULAR,
    )

    def around(canvas: Any, _: Any) -> None:  # noqa: ANN401 - reportlab's canvas
        canvas.setFont(REGULAR, 7.4)
        canvas.setFillColor(looks.GREY)
        canvas.drawString(SIDE, 10 * mm, f"CDMO Desk {found.version}   {found.at:%Y-%m-%d %H:%M:%S %z}")
        canvas.drawRightString(wide - SIDE, 10 * mm, say("Page {number}", number=canvas.getPageNumber()))

    frame = Frame(SIDE, 16 * mm, wide - 2 * SIDE, high - 32 * mm, 0, 0, 0, 0)
    made.addPageTemplates([PageTemplate(frames=[frame], onPage=around)])
    made.build(_story(found, letters, wide - 2 * SIDE))
    files.put(path, target.getvalue())


def _story(found: Evidence, letters: Lettering, room: float) -> list[Flowable]:
    setting = Setting(letters)

    def words(text: str, size: float = looks.BODY, *, strong: bool = False, muted: bool = False) -> Paragraph:
        colour = looks.GREY if muted else looks.INK
        return Paragraph(letters.markup(text, strong=strong), style(size, colour=colour, spaceAfter=3))

    wrong = sum(len(example.wrong) for example in found.examples)
    count = sum(len(example.figures) for example in found.examples)
    verdict = (
        say("All {count} figures agree on this computer.", count=count)
        if found.passed
        else counted(
            "{n} of {count} figures differs: do not use this installation.",
            "{n} of {count} figures differ: do not use this installation.",
            wrong,
            count=count,
        )
    )
    method = say(
        "Exact figures agree within 1e-6; figures of a simulation of {trials} trials within five standard errors.",
        trials=found.trials,
    )
    story: list[Flowable] = [
        words(say("Self-test: expected against computed"), 15, strong=True),
        words(verdict, 10.5, strong=True),
        words(method, muted=True),
        Spacer(0, 4),
        table(_machine(found), room, setting),
        Spacer(0, 8),
        table(sheets.summary(found.examples), room, setting),
    ]
    for example in found.examples:
        story += [Spacer(0, 12), words(example.title, 10.5, strong=True)]
        if example.says:
            story.append(words(example.says))
        if example.source:
            story.append(words(say("Source: {source}", source=example.source), muted=True))
        story.append(table(sheets.figures(example), room, setting))
    return story


def _machine(found: Evidence) -> Sheet:
    rows = (("CDMO Desk", found.version), (say("Time"), found.at.isoformat(timespec="seconds")), *found.machine)
    return Sheet(
        id="machine",
        title="",
        columns=(Column("what", say("Computed on")), Column("value", "")),
        rows=tuple(Row((Cell(name), Cell(value))) for name, value in rows),
    )
