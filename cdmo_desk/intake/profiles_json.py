"""Profiles as plain JSON, to be kept and to be handed on."""

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import Any, get_args

from cdmo_desk.intake.corrections import ROLES, ROW_KINDS
from cdmo_desk.intake.profiles import Head, Known, Profile
from cdmo_desk.intake.quote import Basis
from cdmo_desk.problem import Refused
from cdmo_desk.speech import say

FORMAT = "cdmo-desk-profiles"
Plain = dict[str, Any]
_STYLES = (None, "dot", "comma")


def as_plain(profile: Profile) -> Plain:
    """Return a profile as plain JSON, without what is not known."""
    made: Plain = {
        "supplier": profile.supplier,
        "named": profile.named,
        "currency": profile.currency,
        "dates": profile.dates,
        "left_out": sorted(profile.left_out),
        "rows": dict(profile.rows),
        "heads": [_head(head) for head in profile.heads],
        "lines": {name: _filled(known) for name, known in profile.lines.items()},
    }
    return {name: value for name, value in made.items() if value}


def _head(head: Head) -> Plain:
    made: Plain = {
        "texts": list(head.texts),
        "roles": dict(head.roles),
        "numbers": dict(head.numbers),
        "style": head.style,
        "scale": None if head.scale is None else f"{head.scale:f}",
        "ignored": head.ignored,
    }
    return {name: value for name, value in made.items() if value}


def _filled(known: Known) -> Plain:
    return {name: value for name in Known.__slots__ if (value := getattr(known, name)) is not None}


def from_plain(raw: object) -> Profile:
    """Return the profile that plain JSON states; raises `Refused` for anything else."""
    try:
        return _profile(raw)
    except (TypeError, ValueError, KeyError, AttributeError, InvalidOperation) as fault:
        raise Refused(say("A profile is not as this program writes it: {fault}.", fault=fault)) from fault


def _profile(raw: Any) -> Profile:  # noqa: ANN401 - any JSON
    known = {"supplier", "named", "currency", "dates", "left_out", "rows", "heads", "lines"}
    _only(raw, known)
    return Profile(
        _text(raw.get("supplier", "")),
        tuple(_read_head(head) for head in raw.get("heads", ())),
        _one(raw.get("currency"), None) if raw.get("currency") is None else _text(raw["currency"]),
        _one(raw.get("dates"), None, "day", "month"),
        frozenset(map(_text, raw.get("left_out", ()))),
        {_text(label): _one(kind, *ROW_KINDS) for label, kind in raw.get("rows", {}).items()},
        {_text(label): _known(line) for label, line in raw.get("lines", {}).items()},
        _text(raw.get("named", "")),
    )


def _read_head(raw: Any) -> Head:  # noqa: ANN401 - any JSON
    _only(raw, {"texts", "roles", "numbers", "style", "scale", "ignored"})
    scale = None if raw.get("scale") is None else Decimal(_text(raw["scale"]))
    if scale is not None and not (scale.is_finite() and scale > 0):
        raise ValueError(raw["scale"])
    return Head(
        tuple(map(_text, raw["texts"])),
        {_text(name): _one(role, *ROLES) for name, role in raw.get("roles", {}).items()},
        {_text(name): _one(style, "dot", "comma") for name, style in raw.get("numbers", {}).items()},
        _one(raw.get("style"), *_STYLES),
        scale,
        _one(raw.get("ignored", False), True, False),
    )


def _known(raw: Any) -> Known:  # noqa: ANN401 - any JSON
    _only(raw, set(Known.__slots__))
    _one(raw.get("basis"), None, *get_args(Basis))
    texts = {name: _text(value) for name, value in raw.items() if name != "basis"}
    return Known(raw.get("basis"), **texts)


def _only(raw: Any, known: set[str]) -> None:  # noqa: ANN401 - any JSON
    for name in raw.keys() - known:
        raise KeyError(name)


def _one(value: Any, *known: Any) -> Any:  # noqa: ANN401 - any JSON
    if value not in known:
        raise ValueError(value)
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def handed_on(profiles: Iterable[Profile]) -> Plain:
    """Return profiles as one document, to be given to another library."""
    return {"format": FORMAT, "version": 1, "profiles": [as_plain(profile) for profile in profiles]}


def taken_over(raw: object) -> list[Profile]:
    """Return the profiles of such a document."""
    if not isinstance(raw, dict) or raw.get("format") != FORMAT or not isinstance(raw.get("profiles"), list):
        raise Refused(say("This is no file of profiles; export one with: cdmo-desk quote profiles export FILE.json"))
    return [from_plain(profile) for profile in raw["profiles"]]
