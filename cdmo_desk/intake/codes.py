"""What doubts and facts are called, by their codes and names."""

from cdmo_desk.speech import marked

CODES = {
    "total_mismatch": marked("Totals that do not add up"),
    "line_mismatch": marked("Quantity × price is not the amount"),
    "missing_price": marked("Prices left blank"),
    "formula_without_value": marked("Formulas without a result"),
    "error_value": marked("Cells with an error"),
    "unknown_currency": marked("Currency not known"),
    "mixed_currency": marked("Several currencies"),
    "duplicate_line": marked("Lines that stand twice"),
    "hidden_rows": marked("Hidden rows"),
    "ambiguous_number": marked("Numbers of two meanings"),
    "ambiguous_date": marked("Dates of two meanings"),
    "expired_quote": marked("No longer valid"),
    "outlier_price": marked("Prices far from their like"),
    "unmapped_line": marked("Lines of no known scope"),
    "no_price_column": marked("Tables without prices"),
    "terms_sheet": marked("Terms sheet"),
    "offer": marked("The offer as a whole"),
    "stated_twice": marked("Stated twice"),
    "typed_over": marked("Typed over by hand"),
    "unused_correction": marked("Corrections that found no place"),
    "hidden_sheets": marked("Hidden sheets"),
}
FACTS = {
    "supplier": marked("Supplier"),
    "reference": marked("Reference"),
    "revision": marked("Revision"),
    "round": marked("Round"),
    "date": marked("Date"),
    "valid_until": marked("Valid until"),
    "payment_days": marked("Payment within days"),
    "escalation": marked("Escalation"),
}
