"""Tables whose rows are only ever added: neither code nor, on PostgreSQL, SQL by hand changes or deletes one.

A reference may become empty, because the row that it names (a product, a colleague’s account) may go.
Rows of a log about a person go when their period is over or they ask for it, and names leave a document:
within `retention()` alone.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import connection, models
from django.db.backends.base.base import BaseDatabaseWrapper

from shop.integrity.immutable_rows import NeverEdited

FUNCTION = """CREATE OR REPLACE FUNCTION {table}_only_added() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE emptied text[] := ARRAY[{references}]::text[];
DECLARE personal text[] := ARRAY[{personal}]::text[];
BEGIN
  IF {may_go} AND TG_OP = 'DELETE' AND current_setting('shop.retention', true) = 'on' THEN RETURN OLD; END IF;
  IF TG_OP = 'UPDATE' AND current_setting('shop.retention', true) = 'on' THEN
    IF to_jsonb(NEW) - personal = to_jsonb(OLD) - personal THEN RETURN NEW; END IF;
  END IF;
  IF TG_OP = 'UPDATE' THEN
    IF to_jsonb(NEW) - emptied = to_jsonb(OLD) - emptied
      AND NOT EXISTS (SELECT 1 FROM unnest(emptied) AS name
        WHERE to_jsonb(NEW) -> name <> 'null'::jsonb AND to_jsonb(NEW) -> name <> to_jsonb(OLD) -> name)
    THEN RETURN NEW; END IF;
  END IF;
  RAISE EXCEPTION 'rows of {table} are only ever added' USING ERRCODE = 'integrity_constraint_violation';
END $$"""
TRIGGER = (
    "CREATE OR REPLACE TRIGGER {table}_only_added BEFORE UPDATE OR DELETE ON {table} "
    "FOR EACH ROW EXECUTE FUNCTION {table}_only_added()"
)
REMOVAL = (
    "DROP TRIGGER IF EXISTS {table}_only_added ON {table}",
    "DROP FUNCTION IF EXISTS {table}_only_added()",
)


_retention: ContextVar[bool] = ContextVar("retention", default=False)


class OnlyAddedRows(models.QuerySet[Any]):
    """A queryset that adds rows and reads them."""

    def update(self, **values: object) -> int:
        """Raises NeverEdited."""
        raise NeverEdited(f"{self.model._meta.verbose_name}: rows are only added")

    update.alters_data = True  # type: ignore[attr-defined]

    def delete(self) -> tuple[int, dict[str, int]]:
        """Raises NeverEdited."""
        raise NeverEdited(f"{self.model._meta.verbose_name}: rows are only added")

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]


class AppendOnly(models.Model):
    """The last base class of a model whose rows are never changed and never deleted."""

    objects = OnlyAddedRows.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: object, **kwargs: object) -> None:
        """Raises NeverEdited for a row that exists."""
        if not self._state.adding:
            raise NeverEdited(f"{self._meta.verbose_name}: rows are only added")
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def delete(self, *args: object, **kwargs: object) -> tuple[int, dict[str, int]]:
        """Raises NeverEdited."""
        raise NeverEdited(f"{self._meta.verbose_name}: rows are only added")


def install(
    connection: BaseDatabaseWrapper,
    table: str,
    references: tuple[str, ...] = (),
    *,
    personal: tuple[str, ...] = (),
    is_log: bool = False,
) -> None:
    """Create the trigger of a table; `references` are the columns that may become empty.

    Within `retention()` the columns in `personal` may change, and rows of a log may go.
    """
    _run(
        connection,
        (FUNCTION, TRIGGER),
        table=table,
        references=_quoted(references),
        personal=_quoted(personal),
        may_go=str(is_log).lower(),
    )


def _quoted(names: tuple[str, ...]) -> str:
    return ", ".join(f"'{name}'" for name in names)


@contextmanager
def retention() -> Iterator[None]:
    """Within this context rows of logs may be deleted; the caller has opened a transaction."""
    token = _retention.set(True)
    try:
        _tell_database("on")
        yield
        _tell_database("off")
    finally:
        _retention.reset(token)


def is_retention() -> bool:
    """Whether rows of logs may be deleted now."""
    return _retention.get()


def _tell_database(value: str) -> None:
    """For the rest of the transaction; after an error PostgreSQL forgets it with the transaction."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('shop.retention', %s, true)", [value])


def remove(connection: BaseDatabaseWrapper, table: str) -> None:
    """Drop the trigger of a table."""
    _run(connection, REMOVAL, table=table)


def _run(connection: BaseDatabaseWrapper, statements: tuple[str, ...], **names: str) -> None:
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement.format(**names))
