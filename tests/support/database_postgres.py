"""The template on PostgreSQL: a database that CREATE DATABASE ... TEMPLATE copies."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from tests.support.migration_files import fingerprint


def template(connection: Any, build: Path, files: Mapping[str, str], migrate: Callable[[str], None]) -> str:
    """Make the migrated database if these migrations have none yet."""
    name = f"shop_template_{fingerprint(files)}"
    if not _exists(connection, name):
        half_made = f"{name}_half_made"
        _recreate(connection, half_made, "template0")
        migrate(_url(connection, half_made))
        _run(connection, "ALTER DATABASE {} RENAME TO {}", half_made, name)
    return name


def open_copy(connection: Any, template: str, worker: str) -> str:
    """Each test process has a database of its own."""
    name = f"shop_test_{worker}"
    connection.close()
    _recreate(connection, name, template)
    connection.settings_dict["NAME"] = name
    return name


def restore(connection: Any, template: str) -> None:
    """Drop the copy, with all connections to it, and copy again."""
    connection.close()
    _recreate(connection, connection.settings_dict["NAME"], template)


def drop_copy(connection: Any, name: str) -> None:
    """Leave nothing but the template behind."""
    _run(connection, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def _recreate(connection: Any, name: str, template: str) -> None:
    _run(connection, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
    _run(connection, "CREATE DATABASE {} TEMPLATE {}", name, template)


def _run(connection: Any, statement: str, *names: str) -> None:
    with _maintenance(connection) as server:
        server.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def _exists(connection: Any, name: str) -> bool:
    with _maintenance(connection) as server:
        found = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        return found.fetchone() is not None


def _maintenance(connection: Any) -> psycopg.Connection[Any]:
    return psycopg.connect(**{**_login(connection), "dbname": "postgres"}, autocommit=True)


def _login(connection: Any) -> dict[str, Any]:
    given = connection.settings_dict
    fields = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
    return {field: given[key] for field, key in fields.items() if given.get(key)}


def _url(connection: Any, name: str) -> str:
    given = connection.settings_dict
    return f"postgres://{given['USER']}:{given['PASSWORD']}@{given['HOST']}:{given['PORT']}/{name}"
