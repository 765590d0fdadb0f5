"""The library: one SQLite file with cases, sources and the journal of every change."""
