"""The facts at the head of a Markdown file: YAML between `---`, or TOML between `+++`. Pure."""

import re
import tomllib
from collections.abc import Iterable
from typing import Any

import yaml

HEAD = re.compile(r"\A\ufeff?(---|\+\+\+)[ \t]*\r?\n(.*?)\r?\n\1[ \t]*(?:\r?\n|\Z)", re.DOTALL)


class BadFrontMatter(ValueError):
    """The head of the file is neither YAML nor TOML with names and values."""


def parted(text: str) -> tuple[dict[str, Any], str]:
    """The facts by their names in small letters, and the text below. Raises BadFrontMatter."""
    head = HEAD.match(text)
    if not head:
        return {}, text
    try:
        found = yaml.safe_load(head[2]) if head[1] == "---" else tomllib.loads(head[2])
    except (yaml.YAMLError, tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        raise BadFrontMatter from error
    if found is not None and not isinstance(found, dict):
        raise BadFrontMatter
    return {str(name).lower(): value for name, value in (found or {}).items()}, text[head.end() :]


def word(facts: dict[str, Any], *names: str) -> str:
    """The first of these facts that is there, as text; of a list its first entry, of a group its name."""
    return next((found for name in names if (found := _word(facts.get(name)))), "")


def words(facts: dict[str, Any], *names: str) -> tuple[str, ...]:
    """All entries of these facts without duplicates; a single text counts as one entry."""
    found = (entry for name in names for entry in _entries(facts.get(name)))
    return tuple(dict.fromkeys(filter(None, map(_word, found))))


def _entries(value: object) -> Iterable[object]:
    return value if isinstance(value, list) else [value]


def _word(value: object) -> str:
    if isinstance(value, list):
        return _word(value[0]) if value else ""
    if isinstance(value, dict):
        return _word(value.get("name") or value.get("src") or value.get("url"))
    return str(value).strip() if isinstance(value, str | int) else ""
