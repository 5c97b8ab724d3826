"""New migrations can run while the release before still serves (docs/deploy.md, “A new version”)."""

from pathlib import Path

import pytest
from django.conf import settings
from django.db import models
from django.db.migrations import Migration
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import AddField, AlterField, CreateModel, RemoveField, RunSQL
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ModelState, ProjectState

from tests.support.rolling_migrations import breaking

ROOT = Path(settings.BASE_DIR)
EXEMPT = ROOT / "tests" / "architecture" / "frozen" / "migrations.txt"
INT, NULL = models.IntegerField(), models.IntegerField(null=True)
PLAIN, WITH_DEFAULT = models.IntegerField(default=0), models.IntegerField(db_default=0)


def exempt() -> set[str]:
    lines = EXEMPT.read_text().splitlines()
    return {line.partition(" ")[0] for line in lines if line and not line.startswith("#")}


def own() -> set[tuple[str, str]]:
    """App label and name of each migration in this repository."""
    loader = MigrationLoader(None)
    files = {
        name: Path(str(__import__(migration.__module__, fromlist=["x"]).__file__))
        for name, migration in loader.disk_migrations.items()
    }
    return {
        name
        for name, file in files.items()
        if file.is_relative_to(ROOT / "shop") or file.is_relative_to(ROOT / "guides")
    }


def test_new_ones_leave_old_code_what_it_needs() -> None:
    loader = MigrationLoader(None)
    found: list[str] = []
    for name in sorted(own()):
        if ".".join(name) not in exempt():
            state = loader.project_state([name], at_end=False)
            found += breaking(loader.disk_migrations[name], state)
    assert not found, "\n".join(found)


def test_the_exempt_ones_exist() -> None:
    assert exempt() <= {".".join(name) for name in own()}


def said(*operations: Operation) -> list[str]:
    state = ProjectState()
    state.add_model(ModelState("oils", "oil", [("id", models.AutoField(primary_key=True)), ("age", NULL)]))
    migration = Migration("0002", "oils")
    migration.operations = list(operations)
    return list(breaking(migration, state))


@pytest.mark.parametrize(
    "operation",
    [
        AddField("oil", "drops", INT),
        AddField("oil", "drops", PLAIN),
        AlterField("oil", "age", INT),
        RemoveField("oil", "age"),
        RunSQL("ALTER TABLE oils_oil DROP COLUMN age"),
    ],
    ids=["no value", "a default of Python's alone", "no longer empty", "dropped", "dropped in SQL"],
)
def test_what_breaks_old_code_is_found(operation: Operation) -> None:
    assert len(said(operation)) == 1


def test_what_old_code_bears_is_let_through() -> None:
    made = CreateModel("Box", [("id", models.AutoField(primary_key=True))])
    assert not said(
        AddField("oil", "drops", NULL),
        AddField("oil", "drops", WITH_DEFAULT),
        made,
        AddField("box", "size", INT),
    )
