"""The case document: the portable form of a case, read whole with all its problems at once."""

from cdmo_desk.document.case import FORMAT, VERSION, Case, read, read_text, schema, text

__all__ = ["FORMAT", "VERSION", "Case", "read", "read_text", "schema", "text"]
