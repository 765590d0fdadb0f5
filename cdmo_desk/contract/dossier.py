"""What stands in an offer beside its money: lines of the file, sites, evidence, clauses, scores, payments made."""

from dataclasses import dataclass, field
from typing import Annotated, Literal

from annotated_types import Ge, Le
from pydantic import Field

from cdmo_desk.field import Says
from cdmo_desk.money import Currency, DecimalText
from cdmo_desk.values import Day, Name, Number, Text, Whole

LineBasis = Literal["priced", "pass_through", "optional", "included", "excluded", "tbd", "rate"]
Score = Annotated[Number, Ge(0), Le(5)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Becomes:
    """What a line is in the contract: a term, a field of a term, or set aside with a reason."""

    term: Annotated[Name | None, Says("Term")] = None
    field: Annotated[Name | None, Says("Field")] = None
    set_aside: Annotated[Name | None, Says("Set aside because")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the supplier's file as it was accepted; amounts are exact decimals in full currency units."""

    id: Annotated[Name, Says("Line")]
    description: Annotated[Text, Says("Description")]
    becomes: Annotated[Becomes, Says("Becomes")] = Becomes()
    file: Annotated[Text | None, Says("File")] = None
    sha256: Annotated[Text | None, Says("SHA-256 of the file")] = None
    sheet: Annotated[Text | None, Says("Sheet")] = None
    row: Annotated[Whole | None, Says("Row")] = None
    cells: Annotated[dict[str, str], Says("Cells", help="Address of each field.")] = field(default_factory=dict)
    section: Annotated[Text | None, Says("Section")] = None
    quantity: Annotated[DecimalText | None, Says("Quantity")] = None
    unit: Annotated[Text | None, Says("Unit")] = None
    unit_price: Annotated[DecimalText | None, Says("Unit price")] = None
    amount: Annotated[DecimalText | None, Says("Amount")] = None
    currency: Annotated[Currency | None, Says("Currency")] = None
    basis: Annotated[LineBasis, Says("Basis")] = "priced"
    note: Annotated[Text | None, Says("Note")] = None
    scope: Annotated[Name | None, Says("Scope item")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """One evaluator's score for a criterion."""

    criterion: Annotated[Name, Says("Criterion")]
    evaluator: Annotated[Name, Says("Evaluator")]
    value: Annotated[Score, Says("Score", "of 5")]
    note: Annotated[Text | None, Says("Note")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A place where the supplier would work."""

    name: Annotated[Name, Says("Site")]
    country: Annotated[Text | None, Says("Country")] = None
    region: Annotated[Text | None, Says("Region")] = None
    role: Annotated[Text | None, Says("Role")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What supports a capability, a criterion or an answer to a standing question."""

    for_: Annotated[Name, Field(alias="for"), Says("For")]
    says: Annotated[Text | None, Says("Says")] = None
    source: Annotated[Text | None, Says("Source")] = None
    date: Annotated[Day | None, Says("Date")] = None
    by: Annotated[Text | None, Says("By")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """What the contract says beside money."""

    topic: Annotated[Name, Says("Topic")]
    text: Annotated[Text | None, Says("Text")] = None
    position: Annotated[Text | None, Says("Position")] = None
    source: Annotated[Text | None, Says("Source")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actual:
    """A payment that was made in the end."""

    date: Annotated[Day, Says("Date")]
    category: Annotated[Name, Says("Category")]
    amount: Annotated[DecimalText | Number, Says("Amount", "offer currency")]
    source: Annotated[Text | None, Says("Source")] = None
