"""Every text of ours that people read in a browser or an email, found in the files that hold it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
NOT_READ = re.compile(
    r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}|\{%.*?%\}|\{\{.*?\}\}"
    r"|<!--.*?-->|<(?:script|style)\b.*?</(?:script|style)>",
    re.DOTALL,
)
BODY_CLASS = re.compile(r"\{% block body_class %\}.*?\{% endblock %\}")
SCRIPT_TEXT = re.compile(r'"([^"\n]* [^"\n]*)"|`([^`]* [^`]*)`')
SCRIPT_COMMENT = re.compile(r"^\s*//.*$|\s//\s.*$", re.MULTILINE)
SPOKEN_ATTRIBUTE = re.compile(r"\b(?:aria-label|alt|title|placeholder|content)=\"([^\"]*)\"")
TAG = re.compile(r"<[^>]*>", re.DOTALL)
LOGGING = {"debug", "info", "warning", "error", "exception"}
# Records: what people agreed to, or what was in force, is never reworded.
RECORDS = ("migrations", "statements.py", "first_terms.html")


class Text(NamedTuple):
    """One text with where it is, such as `templates/base.html` or `shop/order/forms.py:16`."""

    place: str
    words: str


def texts() -> list[Text]:
    """All of them: templates, strings in Python and JavaScript, the demo's pages."""
    return [*_templates(), *_python(), *_scripts(), *_demo()]


def _files(folder: str, *suffixes: str) -> Iterator[tuple[str, str]]:
    for file in sorted((ROOT / folder).rglob("*")):
        place = file.relative_to(ROOT).as_posix()
        if file.suffix in suffixes and not any(part in place for part in RECORDS):
            yield place, file.read_text(encoding="utf-8")


def _templates() -> Iterator[Text]:
    for place, source in _files("templates", ".html", ".txt"):
        written = NOT_READ.sub(" ", BODY_CLASS.sub("", source))
        spoken = " ".join(SPOKEN_ATTRIBUTE.findall(written))
        yield Text(place, f"{TAG.sub(' ', written)} {spoken}")


def _demo() -> Iterator[Text]:
    for place, source in _files("guides/demo/texts", ".html", ".toml"):
        yield Text(place, TAG.sub(" ", source))


def _python() -> Iterator[Text]:
    for folder in ("shop", "guides"):
        for place, source in _files(folder, ".py"):
            tree = ast.parse(source)
            silent = {id(node) for node in _not_read(tree)}
            for node in ast.walk(tree):
                if id(node) not in silent and isinstance(node, ast.Constant) and _is_sentence(node.value):
                    yield Text(f"{place}:{node.lineno}", str(node.value))


def _is_sentence(value: object) -> bool:
    """Single words in Python are mostly names and keys."""
    return isinstance(value, str) and " " in value.strip()


def _not_read(tree: ast.AST) -> Iterator[ast.AST]:
    """Docstrings, and what goes into the log."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in LOGGING:
            yield from ast.walk(node)


def _scripts() -> Iterator[Text]:
    for place, source in _files("static/js", ".js"):
        for words in SCRIPT_TEXT.findall(SCRIPT_COMMENT.sub("", source)):
            yield Text(place, "".join(words))
