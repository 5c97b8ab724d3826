"""Triggers that write the price history, for SQLite and PostgreSQL.

A trigger sees every way of changing a price: forms, bulk changes, imports, `QuerySet.update` and SQL by hand.
It is in the same transaction as the change, and statements that leave the price alone cost nothing.
"""

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "price_history_pricechange"

SQLITE_ROW = """BEGIN
  INSERT INTO price_history_pricechange (product_id, price, changed_at)
  VALUES (NEW.product_id, NEW.price, strftime('%Y-%m-%d %H:%M:%f', 'now'));
END"""
SQLITE = (
    "CREATE TRIGGER IF NOT EXISTS price_history_added AFTER INSERT ON partner_stockrecord "
    f"WHEN NEW.price IS NOT NULL {SQLITE_ROW}",
    "CREATE TRIGGER IF NOT EXISTS price_history_changed AFTER UPDATE OF price ON partner_stockrecord "
    f"WHEN NEW.price IS NOT NULL AND NEW.price IS NOT OLD.price {SQLITE_ROW}",
)
POSTGRES = (
    """CREATE OR REPLACE FUNCTION price_history_note() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO price_history_pricechange (product_id, price, changed_at)
  VALUES (NEW.product_id, NEW.price, now());
  RETURN NULL;
END $$""",
    "CREATE OR REPLACE TRIGGER price_history_added AFTER INSERT ON partner_stockrecord "
    "FOR EACH ROW WHEN (NEW.price IS NOT NULL) EXECUTE FUNCTION price_history_note()",
    "CREATE OR REPLACE TRIGGER price_history_changed AFTER UPDATE OF price ON partner_stockrecord "
    "FOR EACH ROW WHEN (NEW.price IS NOT NULL AND NEW.price IS DISTINCT FROM OLD.price) "
    "EXECUTE FUNCTION price_history_note()",
)
SQLITE_REMOVAL = (
    "DROP TRIGGER IF EXISTS price_history_added",
    "DROP TRIGGER IF EXISTS price_history_changed",
)
POSTGRES_REMOVAL = (
    "DROP TRIGGER IF EXISTS price_history_added ON partner_stockrecord",
    "DROP TRIGGER IF EXISTS price_history_changed ON partner_stockrecord",
    "DROP FUNCTION IF EXISTS price_history_note()",
)


def install(connection: BaseDatabaseWrapper) -> None:
    """Create the triggers; those that exist stay."""
    _run(connection, SQLITE if connection.vendor == "sqlite" else POSTGRES)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Drop the triggers, before the table of the history is dropped."""
    _run(connection, SQLITE_REMOVAL if connection.vendor == "sqlite" else POSTGRES_REMOVAL)


def install_after_migration(using: str, **_: object) -> None:
    """Receiver of `post_migrate`, which is also sent when the table has been migrated away."""
    connection = connections[using]
    if TABLE in connection.introspection.table_names():
        install(connection)


def _run(connection: BaseDatabaseWrapper, statements: tuple[str, ...]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
