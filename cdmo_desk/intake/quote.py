"""What a supplier's file says: lines, totals and terms with their addresses, and every doubt about them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date as Day  # noqa: N812 - a field is called date
from decimal import Decimal
from typing import Annotated, Any, Literal

from cdmo_desk.field import Says

Severity = Literal["error", "warning", "info"]
Basis = Literal["priced", "pass_through", "optional", "included", "excluded", "tbd", "rate"]


@dataclass(frozen=True, slots=True)
class QuoteLine:
    """A thing the sponsor may pay for, as it stands in the file.

    The heads are the words by which a heading may call the field; the first ones fit best.
    `cells` gives the address of each field's cell.
    """

    sheet: str
    row: int
    cells: Mapping[str, str]
    section: Annotated[
        str | None,
        Says(
            "Section",
            help="The heading under which the line stands.",
            heads=(
                "section", "category", "phase", "work package", "wp", "stage", "module", "group", "area", "workstream",
                "cost category", "service category", "service area", "project phase",
                "abschnitt", "kategorie", "arbeitspaket", "bereich", "gruppe", "modul", "leistungsbereich", "ap",
                "projektphase", "kostenart", "rubrique", "categorie", "lot de travaux", "etape", "poste de cout",
                "seccion", "categoria", "fase", "etapa", "paquete de trabajo", "capitulo", "grupo", "partida",
                "work stream", "kapitel", "chapitre", "block", "department", "discipline",
                "sezione", "pacchetto di lavoro", "capitolo", "gruppo", "area di attivita",
            ),
        ),
    ]  # fmt: skip
    description: Annotated[
        str,
        Says(
            "Description",
            help="What is offered.",
            heads=(
                "description", "service description", "item description", "description of service",
                "description of services", "description of work", "product description", "designation",
                "beschreibung", "bezeichnung", "leistungsbeschreibung", "artikelbezeichnung", "text",
                "descripcion", "descrizione", "libelle", "denominacion", "denominazione", "intitule",
                "service", "services", "deliverable", "deliverables", "activity", "activities", "cost element",
                "cost item", "scope item", "scope of work", "scope", "work item", "work", "product", "element",
                "leistung", "leistungen", "tatigkeit", "aktivitat", "gegenstand", "kostenelement", "arbeitsschritt",
                "artikel", "produkt", "leistungsposition", "dienstleistung",
                "prestation", "prestations", "activite", "tache", "produit", "objet", "nature", "article",
                "detail", "livrable",
                "servicio", "servicios", "concepto", "actividad", "tarea", "producto", "articulo", "entregable",
                "servizio", "servizi", "attivita", "prestazione", "prestazioni", "voce", "prodotto", "articolo",
                "oggetto", "voce di costo",
                "role", "function", "position title", "job title", "staff category", "resource", "labor category",
                "labour category", "personnel", "funktion", "rolle", "qualifikation", "mitarbeitergruppe",
                "fonction", "profil", "role fonction", "perfil", "funcion", "rol", "ruolo", "funzione", "profilo",
                "item", "items", "position", "task", "tasks", "line item", "work package", "arbeitspaket",
                "aufgabe", "partida", "lot", "fee item", "option", "options", "optionen", "zusatzleistung",
                "poste", "what", "particulars", "package", "packages", "paket", "pakete", "baustein",
                "lots de travaux", "paquete", "pacchetto", "phase", "stage", "fase", "etape", "step", "schritt",
                "section", "category", "kategorie", "title", "name", "titel", "intervention", "study", "studie",
                "etude", "estudio", "studio", "test", "prufung", "method", "methode", "milestone", "parameter",
                "material", "materials", "component", "komponente",
                "unit operation", "leistungsgegenstand", "leistungsumfang", "leistungstext", "kurztext", "langtext",
                "arbeitsinhalt", "aufgabenbeschreibung", "conceptos", "trabajos", "lavorazione", "assay", "analysis",
                "analyse", "prufparameter", "format", "presentation", "equipment", "gerat", "anlage", "container",
                "batch size", "chargengrosse", "taille de lot", "tamano de lote", "batch type",
            ),
        ),
    ]  # fmt: skip
    quantity: Annotated[
        Decimal | None,
        Says(
            "Quantity",
            help="How many units are offered; none where a range or nothing is stated.",
            heads=(
                "quantity", "qty", "quantities", "units", "number of units", "no of units", "of units",
                "units required", "volume",
                "count", "number", "amount of units", "est qty", "estimated quantity", "order quantity", "quant",
                "number of batches", "no of batches", "batches", "number of runs", "runs", "hours", "days", "weeks",
                "months", "estimated hours", "effort", "effort h", "man days", "person days", "fte months", "samples",
                "menge", "anzahl", "stuckzahl", "mengen", "stunden", "tage", "chargen", "anz", "stk zahl", "aufwand",
                "quantite", "qte", "nombre", "nb", "nbre", "heures", "jours", "lots",
                "cantidad", "cant", "cantidades", "numero de unidades", "horas", "dias", "unidades", "ctd",
                "q ty", "nos", "mge", "quantites", "no lotes", "n o de lotes", "numero de lotes", "n lotti",
                "numero lotti",
                "total hours", "hours total", "total days", "days total", "total fte", "total ftes", "total effort",
                "total quantity", "total qty", "total units", "total number", "total batches", "total samples",
                "gesamtstunden", "stunden gesamt", "summe stunden", "stunden summe", "gesamttage", "tage gesamt",
                "gesamtaufwand", "gesamtmenge", "menge gesamt", "gesamtanzahl", "anzahl gesamt",
                "total heures", "heures totales", "total jours", "jours totaux", "quantite totale", "nombre total",
                "total horas", "horas totales", "total dias", "dias totales", "cantidad total", "numero total",
                "totale ore", "ore totali", "totale giorni", "giorni totali", "quantita totale", "numero totale",
                "hrs", "fte", "ftes", "multiplier", "frequency", "vol", "qnty", "no of lots", "number of lots",
                "quantita", "q ta", "qta", "qt", "ore", "giorni", "numero", "pezzi", "q",
            ),
        ),
    ]  # fmt: skip
    unit: Annotated[
        str | None,
        Says(
            "Unit",
            help="What one unit is.",
            heads=(
                "unit", "uom", "su", "sales unit",
                "u m", "unit of measure", "per", "measure", "unit type", "um", "units of measure",
                "pricing unit", "billing unit", "unit of service",
                "einheit", "me", "mengeneinheit", "einh", "masseinheit", "abrechnungseinheit", "eh",
                "unite", "u", "unites", "unite de mesure", "unite d oeuvre",
                "unidad", "ud", "uds", "udad", "unid", "unidad de medida",
                "unita", "unita di misura", "u d m", "udm",
            ),
        ),
    ]  # fmt: skip
    unit_price: Annotated[
        Decimal | None,
        Says(
            "Unit price",
            help="The price of one unit.",
            heads=(
                "unit price", "price per unit", "price unit", "unit cost", "cost per unit", "unit rate", "price each",
                "each", "rate", "rates", "per unit", "price ea", "unit fee", "u price", "unit charge", "net unit price",
                "list price", "fee per unit", "unit cost net", "rate per unit", "charge rate", "billing rate",
                "price pc",
                "hourly rate", "daily rate", "day rate", "rate per hour", "rate per day", "fte rate", "labor rate",
                "price per batch", "cost per batch", "price per hour", "monthly rate", "monthly fee",
                "einzelpreis", "ep", "e preis", "stuckpreis", "preis pro einheit", "preis je einheit", "einheitspreis",
                "preis einheit", "stundensatz", "tagessatz", "satz", "einzelpreis netto", "netto einzelpreis", "e p",
                "einzel", "einzeln", "preis stk", "preis pro charge", "preis je charge", "verrechnungssatz", "ansatz",
                "kosten pro einheit",
                "prix unitaire", "pu", "p u", "prix par unite", "prix unit", "taux horaire", "tarif horaire", "taux",
                "taux journalier", "tjm", "prix unitaire ht", "cout unitaire", "tarif unitaire", "p u ht", "unitaire",
                "precio unitario", "precio unit", "precio por unidad", "p unit", "p unitario", "tarifa horaria",
                "tarifa", "tarifas",
                "coste unitario", "precio ud", "precio hora", "tarifa diaria", "importe unitario",
                "prezzo unitario", "prezzo unit", "prezzo per unita", "costo unitario", "tariffa oraria", "tariffa",
                "tariffe", "p zo unitario", "prezzo cad", "tariffa giornaliera", "importo unitario", "tarif",
            ),
        ),
    ]  # fmt: skip
    amount: Annotated[
        Decimal | None,
        Says(
            "Amount",
            help="What the line costs, in full units of its currency, as stated.",
            heads=(
                "amount", "total price", "line total", "extended price", "total", "ext price", "extended cost",
                "total cost", "line amount", "net amount", "subtotal", "sub total", "extended amount", "extension",
                "total fee", "total amount", "total net", "net total", "total fees", "sum", "net price total",
                "price total", "total value", "line price", "line value", "value", "net value", "extended", "budget",
                "total charge", "contract value", "estimated cost", "estimated total", "total estimate", "ext",
                "gesamtpreis", "gesamtbetrag", "betrag", "summe", "gp", "g preis", "gesamt", "positionswert",
                "gesamtpreis netto", "nettobetrag", "gesamtkosten", "positionspreis", "preis gesamt", "wert",
                "endpreis",
                "preis total", "betrag netto", "netto", "nettowert", "gesamtwert", "positionssumme", "totalpreis",
                "montant", "montant ht", "total ht", "prix total", "prix total ht", "montant total", "cout total",
                "montant net", "total net ht", "valeur",
                "importe", "importe total", "precio total", "total neto", "importe neto", "coste total", "total linea",
                "valor", "valor total", "monto", "total sin iva",
                "importo", "prezzo totale", "importo totale", "totale", "importo netto", "totale netto", "costo totale",
                "valore", "tot", "totale riga", "imponibile",
            ),
        ),
    ]  # fmt: skip
    currency: Annotated[
        str | None,
        Says(
            "Currency",
            help="The currency of the prices.",
            heads=("currency", "whg", "wkz", "wrg", "dev", "mon", "curr", "ccy", "cur", "wahrung", "whrg", "devise",
                   "monnaie", "moneda", "divisa",
                   "valuta"),
        ),
    ]  # fmt: skip
    basis: Annotated[
        Basis,
        Says(
            "Basis",
            help="How the line is charged.",
            heads=(
                "type", "price type", "charging basis", "pricing basis", "basis", "status", "price basis",
                "charge type",
                "fee type", "cost type", "billing basis", "billing", "charged", "kind", "pricing", "invoicing",
                "line type", "price status", "in scope", "inclusion", "included in total", "charge basis",
                "optional", "optional y n", "in total", "included", "y n", "incl in total", "opt", "im total",
                "en option",
                "commercial basis", "price model", "pricing model", "billing type", "scope status",
                "typ", "preisart", "abrechnung", "art", "preisbasis", "verrechnung", "abrechnungsart", "leistungsart",
                "abrechnungsbasis", "berechnungsart", "statut", "type de prix", "facturation", "base de prix",
                "mode de facturation", "nature du prix",
                "tipo", "tipo de precio", "estado", "facturacion", "base de precio", "modalidad",
                "opcional", "opcionales", "optionnel", "optionnelle", "opzionale", "facultatif", "firm estimate",
                "fixed pass through", "wahlposition",
                "tipo di prezzo", "stato", "fatturazione", "base di prezzo", "modalita", "tipologia",
            ),
        ),
    ]  # fmt: skip
    note: Annotated[
        str | None,
        Says(
            "Note",
            help="What the supplier remarks on the line.",
            heads=(
                "remarks", "remark", "comments", "comment", "notes", "note", "supplier notes", "observations",
                "assumption",
                "assumptions", "clarification", "clarifications", "explanation", "additional information", "info",
                "bemerkung", "bemerkungen", "anmerkung", "anmerkungen", "hinweis", "hinweise", "kommentar", "notiz",
                "erlauterung", "zusatz", "annahmen",
                "remarque", "remarques", "commentaire", "commentaires", "observation", "precisions", "hypotheses",
                "observaciones", "comentarios", "nota", "notas", "comentario", "observacion", "aclaraciones",
                "anm", "bem", "erlauterungen", "obs", "observac", "memo", "footnote", "conditions", "exclusions",
                "osservazioni", "annotazioni", "commenti", "commento", "osservazione",
            ),
        ),
    ] = None  # fmt: skip


@dataclass(frozen=True, slots=True)
class StatedTotal:
    """A sum that the file states, and whether the lines it covers add up to it; `computed` is what they come to."""

    sheet: str
    cell: str
    label: str
    stated: Decimal
    agrees: bool
    computed: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """A doubt or a remark about the file, with its place; without a sheet it is about the file or the offer."""

    severity: Severity
    code: str
    cell: str
    text: str
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Skipped:
    """Cells that are no lines, and why they are not."""

    sheet: str
    cells: str
    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class TermsRow:
    """A row of a terms sheet as it stands: addresses and values by lower-cased heading."""

    sheet: str
    row: int
    cells: Mapping[str, str]
    values: Mapping[str, str | Decimal | bool | Day]


@dataclass(frozen=True, slots=True)
class Quote:
    """All that was read from one file."""

    file: str
    sha256: str
    kind: str
    supplier: str | None = None
    reference: str | None = None
    revision: str | None = None
    round: str | None = None
    date: Day | None = None
    valid_until: Day | None = None
    currency: str | None = None
    payment_days: int | None = None
    escalation: str | None = None
    lines: tuple[QuoteLine, ...] = ()
    totals: tuple[StatedTotal, ...] = ()
    messages: tuple[Message, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    terms_rows: tuple[TermsRow, ...] = field(default=())


def as_json(quote: Quote) -> dict[str, Any]:
    """Return the quote as plain JSON: numbers as numbers, dates as ISO text."""
    return {name: _plain(getattr(quote, name)) for name in Quote.__slots__}


def _plain(value: Any) -> Any:  # noqa: ANN401 - any field of the records
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, Day):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if hasattr(value, "__slots__"):
        return {name: _plain(getattr(value, name)) for name in value.__slots__ if name != "computed"}
    return value
