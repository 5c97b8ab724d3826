"""The test tree mirrors the code: a folder of tests has the name of the room that it tests."""

from pathlib import Path

import pytest

from tests.architecture.source_files import ROOT

TESTS = ROOT / "tests"
# These test the whole shop in one way, or the project itself.
WHOLE = {
    "architecture",
    "browser",
    "concurrency",
    "crawl",
    "deploy",
    "shop",
    "templates",
    "uploads",
}
FOLDERS = sorted({file.parent.relative_to(TESTS) for file in TESTS.rglob("test_*.py")} - {Path()})


def room(folder: Path) -> Path:
    """The folder of code that a folder of tests is about."""
    return ROOT / folder if folder.parts[0] == "guides" else ROOT / "shop" / folder


@pytest.mark.parametrize("folder", [one for one in FOLDERS if one.parts[0] not in WHOLE], ids=str)
def test_a_folder_of_tests_is_named_after_a_room(folder: Path) -> None:
    assert room(folder).is_dir() or room(folder).with_suffix(".py").is_file()
