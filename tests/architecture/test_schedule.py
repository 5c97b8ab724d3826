"""The scheduler's jobs: all that are marked with @cron; each runs and stands in docs/server.md's table."""

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from crontask import scheduler
from crontask.management.commands.crontask import Command
from django.conf import settings
from django.core.management import get_commands

ROOT = Path(settings.BASE_DIR)
SERVER = ROOT / "docs" / "server.md"


def marked() -> Iterator[tuple[str, str, str]]:
    """Module and name, cron line, and first line of the docstring of each function marked with @cron."""
    for package in ("shop", "guides"):
        for file in sorted((ROOT / package).rglob("*.py")):
            module = ".".join(file.relative_to(ROOT).with_suffix("").parts)
            for node in ast.walk(ast.parse(file.read_text())):
                if isinstance(node, ast.FunctionDef) and (line := cron_line(node)):
                    yield f"{module}.{node.name}", line, str(ast.get_docstring(node)).splitlines()[0]


def cron_line(node: ast.FunctionDef) -> str:
    for decorator in node.decorator_list:
        if isinstance(decorator, ast.Call) and getattr(decorator.func, "id", "") == "cron":
            return str(ast.literal_eval(decorator.args[0]))
    return ""


JOBS = {path: (line, what) for path, line, what in marked()}


def test_the_scheduler_knows_exactly_what_is_marked() -> None:
    Command().load_tasks({})
    known = {job.func.__self__.module_path for job in scheduler.get_jobs()}
    assert known - {"crontask.tasks.heartbeat"} == set(JOBS)


@pytest.mark.django_db
@pytest.mark.parametrize("path", sorted(JOBS))
def test_every_job_runs(path: str) -> None:
    module, _, name = path.rpartition(".")
    getattr(import_module(module), name).call()


def test_the_documents_table_names_each_job_with_its_time() -> None:
    wanted = [f"| `{path}` | `{line}` | {what} |" for path, (line, what) in sorted(JOBS.items())]
    rows = [row for row in SERVER.read_text().splitlines() if re.match(r"\| `(shop|guides)\.", row)]
    assert rows == wanted, "docs/server.md should have:\n" + "\n".join(wanted)


def test_no_document_leaves_regular_work_to_people() -> None:
    """“Run it daily” is a promise that only the scheduler keeps."""
    often = "hourly|daily|nightly|weekly"
    asked = re.compile(
        rf"\brun (?:it |them )?(?:{often})\b|\brun (?:it|them) (?:every|each)\b", re.IGNORECASE
    )
    told = [*(ROOT / "docs").glob("*.md"), ROOT / "README.md", *commands()]
    assert [file.name for file in told if asked.search(file.read_text())] == []


def commands() -> Iterator[Path]:
    """The files of our own management commands."""
    for name, app in get_commands().items():
        if str(app).startswith(("shop", "guides")):
            yield ROOT / str(app).replace(".", "/") / "management" / "commands" / f"{name}.py"
