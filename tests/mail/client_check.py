"""Finds what Outlook for Windows or Gmail drop from an email, where nothing says what is shown instead."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from bs4 import BeautifulSoup
from bs4.element import Tag

from tests.mail.client_support import (
    AT_RULES,
    AUTO_HEIGHT,
    ELEMENTS,
    MOST_STYLE,
    PICTURES,
    PROPERTIES,
    VALUES,
)


def faults(html: str) -> list[str]:
    """A line for each fault, each once."""
    page = BeautifulSoup(html, "html.parser")
    body = page.body or page
    found = [*_of_head(page)]
    for tag in body.find_all(True):
        found += [*_of_element(tag), *_of_style(tag)]
    return list(dict.fromkeys(found))


def _of_head(page: BeautifulSoup) -> Iterator[str]:
    sheet = "".join(one.get_text() for one in page.find_all("style"))
    if len(sheet) > MOST_STYLE:
        yield f"<style> has {len(sheet)} characters; Gmail drops it beyond {MOST_STYLE}"
    outside = _without_at_rules(sheet).strip()
    if outside:
        yield f"a rule in <style> that isn’t for dark mode: {outside[:60]}"


def _without_at_rules(sheet: str) -> str:
    """What stands outside the blocks of AT_RULES."""
    for rule in AT_RULES:
        pattern = re.escape(rule) + r"\s*\{(?:[^{}]*|[^{}]*\{[^{}]*\})*\}"
        sheet = re.sub(pattern, "", sheet)
    return sheet


def _of_element(tag: Tag) -> Iterator[str]:
    if tag.name not in ELEMENTS:
        yield f"<{tag.name}> is dropped or changed by some clients"
    if tag.name == "img":
        if not str(tag.get("width", "")).isdigit():
            yield "<img> without the attribute width: Outlook shows it in its full size"
        if not tag.has_attr("alt"):
            yield "<img> without alt"
        if not urlsplit(str(tag["src"])).path.lower().endswith(PICTURES):
            yield f"a picture that Outlook doesn’t show: {tag['src']}"


def _of_style(tag: Tag) -> Iterator[str]:
    for name, value in _declarations(tag):
        support = PROPERTIES.get(name)
        if support is None:
            yield f"{name} on <{tag.name}>: not in client_support.py"
        elif support.kept_on and tag.name not in support.kept_on and not support.instead:
            yield f"{name} on <{tag.name}>: dropped by Outlook for Windows"
        for pattern, feature in VALUES.items():
            if (name, value) != AUTO_HEIGHT and re.search(pattern, value):
                yield f"{name}: {value} on <{tag.name}>: see caniemail.com/features/{feature}"


def _declarations(tag: Tag) -> Iterator[tuple[str, str]]:
    for declaration in str(tag.get("style", "")).split(";"):
        name, colon, value = declaration.partition(":")
        if colon:
            yield name.strip().lower(), value.strip().lower()
