"""The commands that the files of deploy/ and its guides name."""

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.core.management import get_commands, load_command_class

ROOT = Path(settings.BASE_DIR)
DEPLOY = ROOT / "deploy"


def named() -> Iterator[tuple[str, str]]:
    """Where a command stands, and the command."""
    for unit in sorted((DEPLOY / "systemd").glob("*.service")):
        text = unit.read_text().replace("\\\n", " ")
        yield from ((unit.name, line) for line in re.findall(r"^ExecStart=(.*)$", text, re.MULTILINE))
    for name, service in compose()["services"].items():
        yield from ((f"compose {name}", line) for line in _split(service.get("command", [])))
    [started] = re.findall(r"^CMD (\[.*\])$", (DEPLOY / "Containerfile").read_text(), re.MULTILINE)
    yield "Containerfile", shlex.join(yaml.safe_load(started))
    for guide in ("deploy.md", "when-things-break.md", "server.md"):
        if (file := ROOT / "docs" / guide).exists():
            yield from ((guide, line) for line in re.findall(r"manage\.py [^`\n|]*", file.read_text()))


def compose() -> dict[str, Any]:
    return dict(yaml.safe_load((DEPLOY / "compose.yaml").read_text()))


def _split(command: list[str]) -> list[str]:
    if command[:2] == ["sh", "-ec"]:
        return command[2].split(" && ")
    return [shlex.join(command)] if command else []


def unknown_words(command: str) -> list[str]:
    """The command or options that don't exist; an empty list is what a guide needs."""
    words = shlex.split(command, comments=True)
    if "manage.py" in words:
        name, *rest = words[words.index("manage.py") + 1 :]
        rest = rest[: next((at for at, word in enumerate(rest) if word in {"&&", ">", "<", "|"}), len(rest))]
        return [name] if name.rstrip(",;)") not in get_commands() else _unknown(rest, _options(name))
    return _unknown(words, _granian()) if "shop.web.server" in words else []


def _unknown(words: list[str], known: str) -> list[str]:
    options = [word.partition("=")[0] for word in words if word.startswith("--")]
    return [option for option in options if not re.search(rf"{option}\b", known)]


@cache
def _options(name: str) -> str:
    return load_command_class(get_commands()[name], name).create_parser("manage.py", name).format_help()


@cache
def _granian() -> str:
    granian = Path(sys.executable).parent / "granian"
    return subprocess.run([granian, "--help"], capture_output=True, text=True, check=True).stdout  # noqa: S603
