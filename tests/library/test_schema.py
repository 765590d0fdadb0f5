"""An empty library has exactly the tables and columns that the code declares."""

import ast
from pathlib import Path

import cdmo_desk.library
from cdmo_desk.library import Library, migrations, opening, schema

FOLDER = Path(cdmo_desk.library.__file__).parent


def test_tables_and_columns_are_the_declared_ones(library: Library) -> None:
    declared = {table.name: table for table in (*schema.TABLES, schema.JOURNAL, schema.WORDS, schema.REVIEWS)}
    others = ("_sqlite_migrations", "search")
    found = {table.name: table for table in library._db.tables if not table.name.startswith(others)}
    assert found.keys() == declared.keys()
    for name, table in found.items():
        assert {column.name: column.type for column in table.columns} == dict(declared[name].columns)
        assert tuple(table.pks) == declared[name].key
        assert table.strict


def test_the_lines_columns_are_the_lines_fields() -> None:
    assert set(schema.LINE_FIELDS) == {*schema.LINE_TEXTS, *schema.LINE_OBJECTS, *schema.LINE_NUMBERS}


def test_the_journal_ends_with_what_is_hashed_as_it_stands() -> None:
    assert tuple(schema.JOURNAL.columns)[-2:] == ("before", "after")


def test_the_settings_are_on(library: Library) -> None:
    wanted = {
        "foreign_keys": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "journal_mode": "wal",
        "synchronous": 2,
        "mmap_size": 0,
        "application_id": opening.APPLICATION_ID,
        "user_version": len(migrations.history.applied(library._db)),
    }
    assert {name: library._db.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted} == wanted


def test_migrations_import_nothing_of_ours() -> None:
    tree = ast.parse((FOLDER / "migrations.py").read_text(encoding="utf-8"))
    modules = [node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert modules == ["sqlite_utils"]


def test_sql_stands_in_one_module() -> None:
    verbs = ("SELECT ", "INSERT ", "UPDATE ", "DELETE ", "PRAGMA ", "BEGIN", "CREATE ", "DROP ", "ALTER ")
    for file in FOLDER.glob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
        found = [text for text in texts if isinstance(text, str) and text.startswith(verbs)]
        # Migrations are literal history: they may import nothing, and put no text together either.
        literal = file.name == "migrations.py" and not any(isinstance(node, ast.JoinedStr) for node in ast.walk(tree))
        assert file.name == "sql.py" or literal or not found
