"""What charts are drawn from: plain records of words and figures, made where the figures are."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a stacked bar: its group, what it is called, its figure in millions."""

    group: str
    title: str
    value: float


@dataclass(frozen=True, slots=True)
class Stack:
    """A stacked bar: an offer and its parts, credits below zero."""

    offer: str
    letter: str
    name: str
    parts: tuple[Part, ...]
    total: str


@dataclass(frozen=True, slots=True)
class Curve:
    """A curve of an offer: points of x in millions and y in per cent."""

    offer: str
    letter: str
    name: str
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Point:
    """A point of an offer: mean and tail in millions; hollow where it is not ranked."""

    offer: str
    letter: str
    name: str
    x: float
    y: float
    is_hollow: bool
    is_front: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of an offer with its figure as it is written."""

    offer: str
    letter: str
    name: str
    value: float
    shown: str


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a bridge: its name, from where to where in millions, how it is written, and what it is."""

    title: str
    start: float
    end: float
    shown: str
    kind: str
