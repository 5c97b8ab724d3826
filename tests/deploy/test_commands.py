"""Units, compose file and guides name commands, options and files that exist."""

import re

import pytest

from tests.deploy.commands import DEPLOY, ROOT, compose, named, unknown_words

NAMED = sorted(set(named()))


@pytest.mark.parametrize(("place", "command"), NAMED, ids=lambda text: text[:40])
def test_a_command_exists_with_its_options(place: str, command: str) -> None:
    assert unknown_words(command) == []


def test_web_is_served_in_the_same_way_everywhere() -> None:
    served = {
        place: re.sub(r"^\S*python", "python", command).split()
        for place, command in NAMED
        if "shop.web.server" in command
    }
    assert set(served) == {"plainsong-web.service", "Containerfile"}
    assert len(set(map(tuple, served.values()))) == 1


def test_what_the_image_copies_exists() -> None:
    copied = re.findall(r"^COPY (\S+) ", (DEPLOY / "Containerfile").read_text(), re.MULTILINE)
    assert copied
    assert [path for path in copied if not (ROOT / path).exists()] == []


def test_every_volume_of_the_compose_file_is_declared_or_a_file_here() -> None:
    written = compose()
    mounts = [mount for one in written["services"].values() for mount in one.get("volumes", [])]
    mounted = [mount.split(":")[0] for mount in mounts]
    files = [source for source in mounted if source.startswith(".")]
    assert set(mounted) - set(files) == set(written["volumes"])
    assert [file for file in files if not (DEPLOY / file).is_file()] == []


def test_the_database_has_no_port() -> None:
    database = compose()["services"]["database"]
    assert "ports" not in database
    assert "listen_addresses=" in database["command"]
