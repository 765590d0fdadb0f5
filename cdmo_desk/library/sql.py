"""All SQL of the library: fixed text, made of declared names only, with every value bound."""

from cdmo_desk.library.schema import BY_NAME, JOURNAL, OWNED, REVIEWS, Table

BUSY_SECONDS = 0.5

SETTINGS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA mmap_size = 0",
    "PRAGMA synchronous = FULL",
)
DRAFT = ("PRAGMA synchronous = OFF", "PRAGMA journal_mode = MEMORY")
JOURNAL_WAL = "PRAGMA journal_mode = WAL"
JOURNAL_DELETE = "PRAGMA journal_mode = DELETE"
LOCK_ALONE = "PRAGMA locking_mode = EXCLUSIVE"
QUICK_CHECK = "PRAGMA quick_check(1)"
INTEGRITY_CHECK = "PRAGMA integrity_check"
FOREIGN_KEY_CHECK = "PRAGMA foreign_key_check"

BEGIN = "BEGIN IMMEDIATE"
LATE_FOREIGN_KEYS = "PRAGMA defer_foreign_keys = ON"
COMMIT = "COMMIT"
ROLLBACK = "ROLLBACK"
MARK = "SAVEPOINT mark"
KEEP_MARK = "RELEASE mark"
BACK_TO_MARK = "ROLLBACK TO mark"

VERSION = "PRAGMA user_version"
SHAPE = "SELECT type || ' ' || name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"


def stamp(application_id: int, version: int) -> tuple[str, str]:
    """Return the statements that say whose file it is and at which version; PRAGMA takes no bound values."""
    return f"PRAGMA application_id = {int(application_id)}", f"PRAGMA user_version = {int(version)}"


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _keyed(table: Table) -> str:
    return " AND ".join(f'"{name}" = ?' for name in table.key)


def _all(table: Table) -> str:
    return f'SELECT {_listed(table.described)} FROM "{table.name}"'  # noqa: S608 - declared names


def _put(table: Table) -> str:
    columns = tuple(table.columns)
    values = ", ".join(f'"{name}" = excluded."{name}"' for name in columns if name not in table.key)
    return (
        f'INSERT INTO "{table.name}" ({_listed(columns)}) VALUES ({", ".join("?" * len(columns))}) '  # noqa: S608
        f"ON CONFLICT ({_listed(table.key)}) DO {f'UPDATE SET {values}' if values else 'NOTHING'}"
    )


def _key_first(table: Table) -> str:
    columns = (*table.key, *(name for name in table.described if name not in table.key))
    return f'SELECT {_listed(columns)} FROM "{table.name}"'  # noqa: S608 - declared names


ALL = {name: _all(table) for name, table in BY_NAME.items()}
KEY_FIRST = {name: _key_first(table) for name, table in BY_NAME.items()}
ONE = {name: f"{_all(table)} WHERE {_keyed(table)}" for name, table in BY_NAME.items()}
PUT = {name: _put(table) for name, table in BY_NAME.items()}
DELETE = {name: f'DELETE FROM "{name}" WHERE {_keyed(table)}' for name, table in BY_NAME.items()}  # noqa: S608

POSITIONS_OF_OFFERS = "SELECT id, position FROM offers WHERE case_id = ? ORDER BY position"
POSITIONS_OF_TERMS = "SELECT key, position FROM terms WHERE case_id = ? AND offer_id = ? ORDER BY position"
POSITIONS_OF_LINES = "SELECT key, position FROM lines WHERE case_id = ? AND offer_id = ? ORDER BY position"
OFFERS_OF_CASE = f"{ALL['offers']} WHERE case_id = ? ORDER BY position"
TERMS_OF_CASE = f"{ALL['terms']} WHERE case_id = ? ORDER BY offer_id, position"
LINES_OF_CASE = f"{ALL['lines']} WHERE case_id = ? ORDER BY offer_id, position"
OWNED_BY_CASE = {table.name: f"{_all(table)} WHERE case_id = ? ORDER BY {_listed(table.key)}" for table in OWNED}

CASE_IDS = "SELECT id FROM cases ORDER BY id"
CASES = (
    "SELECT id, title, product, stage, (SELECT count(*) FROM offers WHERE case_id = cases.id), "
    "(SELECT time FROM journal WHERE case_id = cases.id ORDER BY sequence DESC LIMIT 1), "
    "(SELECT coalesce(group_concat(name, char(10)), '') FROM marks WHERE case_id = cases.id) "
    "FROM cases WHERE ? = '' OR id LIKE ?2 ESCAPE '\\' OR title LIKE ?2 ESCAPE '\\' OR product LIKE ?2 ESCAPE '\\' "
    "ORDER BY title, id"
)
CASES_LIKE = (
    "SELECT id, id LIKE ?1 ESCAPE '\\' OR coalesce(title LIKE ?1 ESCAPE '\\', 0) "
    "OR coalesce(product LIKE ?1 ESCAPE '\\', 0) FROM cases ORDER BY title, id"
)
SUPPLIERS = (
    "SELECT name, (SELECT count(*) FROM offers WHERE supplier = suppliers.name), "
    "(SELECT count(DISTINCT case_id) FROM offers WHERE supplier = suppliers.name) FROM suppliers ORDER BY name"
)
QUOTED = (
    "SELECT l.case_id, l.offer_id, o.supplier, l.amount, l.quantity, l.unit_price, l.currency, l.basis, l.file "
    "FROM lines l CROSS JOIN offers o ON o.case_id = l.case_id AND o.id = l.offer_id "
    "WHERE l.scope = ? AND coalesce(instr(l.becomes, 'set_aside'), 0) = 0"
)
ITEMS_OF_SUPPLIER = (
    "SELECT l.scope, count(DISTINCT l.case_id), max(l.case_id) FROM offers o "
    "JOIN lines l ON l.case_id = o.case_id AND l.offer_id = o.id "
    "WHERE o.supplier = ? AND l.scope IS NOT NULL GROUP BY l.scope ORDER BY 2 DESC, 1"
)
OFFERS_OF_SUPPLIER = "SELECT case_id, id, title, kind, data FROM offers WHERE supplier = ? ORDER BY case_id, position"
# The JSON of an offer is written compactly, so that this is how its list of payments begins.
PAID = "SELECT case_id, id FROM offers WHERE instr(data, '\"actuals\":[{') > 0 ORDER BY case_id, position"
BRIEF = "SELECT brief FROM cases WHERE id = ?"
MARKED = "SELECT case_id, value FROM marks WHERE name = ? ORDER BY case_id"
SOURCE = "SELECT bytes FROM sources WHERE sha256 = ?"
SOURCES = "SELECT sha256, size, bytes FROM sources"
# A file that the case's lines name is one of its sources, also where the case came without the file.
SOURCES_OF_CASE = (
    "SELECT s.sha256, coalesce(a.name, s.name), s.size, coalesce(a.kind, s.kind) FROM sources s "
    "LEFT JOIN attachments a ON a.sha256 = s.sha256 AND a.case_id = ?1 "
    "WHERE s.sha256 IN (SELECT sha256 FROM attachments WHERE case_id = ?1 "
    "UNION SELECT sha256 FROM lines WHERE case_id = ?1) ORDER BY 2, 1"
)

_JOURNAL = f"SELECT {_listed(JOURNAL.described)} FROM journal"  # noqa: S608 - declared names
APPEND = f"INSERT INTO journal ({_listed(JOURNAL.described)}) VALUES ({', '.join('?' * len(JOURNAL.columns))})"  # noqa: S608
HEAD = "SELECT sequence, hash FROM journal ORDER BY sequence DESC LIMIT 1"
LAST = f"{_JOURNAL} ORDER BY sequence DESC LIMIT 1"
ENTRY = f"{_JOURNAL} WHERE sequence = ?"
ENTRIES = f"{_JOURNAL} WHERE sequence > ? ORDER BY sequence LIMIT ?"
ENTRIES_OF_CASE = f"{_JOURNAL} WHERE sequence > ? AND case_id = ? ORDER BY sequence LIMIT ?"
STEPS_OF_CASE = "SELECT sequence, undoes, redoes FROM journal WHERE case_id IS ? ORDER BY sequence"
REQUEST = "SELECT request FROM journal WHERE sequence = ?"
LAST_SIGN_OFF = "SELECT act FROM sign_offs WHERE case_id = ? ORDER BY number DESC LIMIT 1"
BARRIERS_OF_CASE = "SELECT sequence, says FROM barriers WHERE case_id IS ? ORDER BY sequence"

WORDS = "SELECT id, names, lines, notes FROM words WHERE case_id = ? AND offer_id = ?"
ALL_WORDS = "SELECT case_id, offer_id, names, lines, notes FROM words"
PUT_WORDS = (
    "INSERT INTO words (case_id, offer_id, names, lines, notes) VALUES (?, ?, ?, ?, ?) ON CONFLICT (case_id, offer_id) "
    "DO UPDATE SET names = excluded.names, lines = excluded.lines, notes = excluded.notes"
)
DROP_WORDS = "DELETE FROM words WHERE id = ?"
CLEAR_WORDS = "DELETE FROM words"
INDEX_WORDS = (
    "INSERT INTO search (rowid, names, lines, notes) "
    "SELECT id, names, lines, notes FROM words WHERE case_id = ? AND offer_id = ?"
)
UNINDEX_WORDS = "INSERT INTO search (search, rowid, names, lines, notes) VALUES ('delete', ?, ?, ?, ?)"
# What the index holds is known by the ids of its own table of sizes.
ASTRAY = (
    "SELECT (SELECT count(*) FROM words WHERE id NOT IN (SELECT id FROM search_docsize)) "
    "+ (SELECT count(*) FROM search_docsize WHERE id NOT IN (SELECT id FROM words))"
)
REBUILD_SEARCH = "INSERT INTO search (search) VALUES ('rebuild')"
# Testing an index is a write to SQLite, so its pages are copied into the connection's own passing tables first.
# An empty index of the same kind also shows what stands in the tables of one that holds nothing.
MAKE_PROBE = (
    "CREATE TEMP VIEW probed AS SELECT id, names, lines, notes FROM main.words",
    (
        "CREATE VIRTUAL TABLE temp.probe USING fts5(names, lines, notes, content='probed', content_rowid='id', "
        "tokenize='unicode61 remove_diacritics 2', prefix='2 3')"
    ),
)
SETTINGS_APART = (
    "SELECT count(*) FROM main.search_config a FULL JOIN temp.probe_config b ON a.k = b.k WHERE a.v IS NOT b.v"
)
DROP_PROBE = ("DROP TABLE IF EXISTS temp.probe", "DROP VIEW IF EXISTS temp.probed")


def _copied(source: str, target: str) -> tuple[str, ...]:
    return tuple(
        statement
        for part in ("data", "idx", "docsize", "config")
        for statement in (f"DELETE FROM {target}_{part}", f"INSERT INTO {target}_{part} SELECT * FROM {source}_{part}")  # noqa: S608
    )


COPY_TO_PROBE = _copied("main.search", "temp.probe")
TEST_PROBE = "INSERT INTO temp.probe (probe, rank) VALUES ('integrity-check', 1)"
EMPTY_SEARCH = _copied("temp.probe", "main.search")
OFFER_IDS = "SELECT case_id, id FROM offers ORDER BY case_id, position"
LINES_OF_OFFER = "SELECT section, description, note FROM lines WHERE case_id = ? AND offer_id = ? ORDER BY position"
TERMS_OF_OFFER = "SELECT data FROM terms WHERE case_id = ? AND offer_id = ? ORDER BY position"
CASES_WITH = (
    "SELECT DISTINCT words.case_id FROM search CROSS JOIN words INDEXED BY idx_words_id_case_id "
    "ON words.id = search.rowid WHERE search MATCH ?"
)
PLACES_WITH = (
    "SELECT words.case_id, words.offer_id, snippet(search, -1, char(2), char(3), '…', 12) "
    "FROM search JOIN words ON words.id = search.rowid WHERE search MATCH ? AND words.case_id = ? "
    "ORDER BY bm25(search, 8.0, 2.0, 1.0) LIMIT ?"
)

REVIEWS_OF_CASE = f"{_all(REVIEWS)} WHERE case_id = ? ORDER BY time, name"
REVIEWED = "SELECT bytes FROM reviews WHERE case_id = ? AND sha256 = ?"
PUT_REVIEW = _put(REVIEWS)
DROP_REVIEW = "DELETE FROM reviews WHERE case_id = ? AND sha256 = ?"


def containing(text: str) -> str:
    """Return the LIKE pattern for any value that contains `text`, with its wildcards taken literally."""
    return "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
