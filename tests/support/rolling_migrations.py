"""Which operations of a migration the code of the release before would not survive.

While an upgrade runs, old web processes still read and insert. They name every column that they know, and
give no value for those that they don't know.
"""

import re
from collections.abc import Iterator, Sequence

from django.db import models
from django.db.migrations import Migration
from django.db.migrations.operations import (
    AddField,
    AlterField,
    AlterModelTable,
    CreateModel,
    DeleteModel,
    RemoveField,
    RenameField,
    RenameModel,
    RunSQL,
    SeparateDatabaseAndState,
)
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

GONE = (AlterModelTable, DeleteModel, RemoveField, RenameField, RenameModel)
DROPS = re.compile(r"\b(DROP|RENAME)\s+(TABLE|COLUMN|TO)\b|\bSET\s+NOT\s+NULL\b", re.IGNORECASE)


def breaking(migration: Migration, before: ProjectState) -> Iterator[str]:
    """A sentence for each operation that breaks old code; `before` is the state before the migration."""
    made = {op.name_lower for op in migration.operations if isinstance(op, CreateModel)}
    for operation in _on_the_database(migration.operations):
        if getattr(operation, "model_name_lower", "") in made:
            continue
        if reason := _reason(operation, migration.app_label, before):
            yield f"{migration.app_label}.{migration.name}: {operation.describe()}: {reason}"


def _on_the_database(operations: Sequence[Operation]) -> Iterator[Operation]:
    for operation in operations:
        if isinstance(operation, SeparateDatabaseAndState):
            yield from _on_the_database(operation.database_operations)
        else:
            yield operation


def _reason(operation: Operation, app_label: str, before: ProjectState) -> str:
    if isinstance(operation, GONE):
        return "old code still asks for it"
    if isinstance(operation, RunSQL):
        return "old code still asks for it" if DROPS.search(str(operation.sql)) else ""
    if isinstance(operation, AddField) and _needs_value(operation.field):
        return "old code gives it no value: add null=True or db_default"
    if isinstance(operation, AlterField) and not operation.field.null:
        former = before.models[app_label, operation.model_name_lower].fields[operation.name]
        return "old code still stores NULL in it" if former.null else ""
    return ""


def _needs_value(field: models.Field) -> bool:
    """Whether INSERTs without the column fail: Django drops a plain `default` after adding it."""
    return not (field.many_to_many or field.null or field.has_db_default())
