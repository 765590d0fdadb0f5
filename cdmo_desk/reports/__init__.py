"""Paper: the PDF for approval."""
