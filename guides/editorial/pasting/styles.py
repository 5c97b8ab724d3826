"""Reads the inline styles of pasted HTML. Pure."""

import re

from bs4 import BeautifulSoup, Tag

# Google Docs names its styles c1, c2, … when a document is saved as a web page.
RULE = re.compile(r"\.(c\d+)\s*\{([^}]*)\}")


def style_of(tag: Tag) -> dict[str, str]:
    """The declarations of a tag's style attribute, in small letters."""
    pairs = (one.partition(":") for one in str(tag.get("style") or "").split(";"))
    return {name.strip().lower(): value.strip().lower() for name, _, value in pairs if value}


def classes_of(tag: Tag) -> list[str]:
    """The names in a tag's class attribute."""
    found = tag.get("class") or ()
    return found.split() if isinstance(found, str) else list(found)


def inline_classes(soup: BeautifulSoup) -> None:
    """Copy the rules of Google's classes into the style attributes that use them."""
    rules = {name: body for style in soup.find_all("style") for name, body in RULE.findall(style.get_text())}
    for tag in soup.find_all(class_=True) if rules else ():
        own = [rules[name] for name in classes_of(tag) if name in rules]
        tag["style"] = ";".join([*own, str(tag.get("style") or "")])
