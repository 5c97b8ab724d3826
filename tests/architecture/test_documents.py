"""Every file and module that a document names exists."""

import re
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
# Decisions of the past may name what is gone by now.
DOCUMENTS.remove(ROOT / "docs" / "decisions.md")
FOLDERS = "shop|guides|templates|static|tests|docs|bench|bin|deploy"
PATH = re.compile(rf"`((?:{FOLDERS})/[\w./-]+)`")
MODULE = re.compile(r"`((?:shop|guides)(?:\.\w+)+)`")


def exists(name: str) -> bool:
    """Whether a dotted name is a module, or something in one."""
    parts = name.split(".")
    for length in range(len(parts), 1, -1):
        path = ROOT.joinpath(*parts[:length])
        if path.is_dir() or path.with_suffix(".py").exists():
            return length >= len(parts) - 2 and find_spec(".".join(parts[:length])) is not None
    return False


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_files_it_names_exist(document: Path) -> None:
    named = set(PATH.findall(document.read_text()))
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_modules_it_names_exist(document: Path) -> None:
    named = set(MODULE.findall(document.read_text())) - {"shop.example"}
    assert [name for name in sorted(named) if not exists(name)] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_documents_it_links_to_exist(document: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", document.read_text())
    assert [link for link in links if not (document.parent / link).exists()] == []
