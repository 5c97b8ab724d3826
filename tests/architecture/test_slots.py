"""Shop templates know guides and newsletter only through templates/slots/."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.template.backends.django import get_installed_libraries
from django.template.loader import get_template

TEMPLATES = Path(settings.BASE_DIR, "templates")
SLOTS = {f"slots/{file.name}" for file in (TEMPLATES / "slots").iterdir()}
# The guides' apps and Wagtail's own templates that they override.
GUIDES = {config.label for config in apps.get_app_configs() if config.name.startswith("guides")}
WAGTAIL = {path.name for path in TEMPLATES.iterdir() if path.name.startswith("wagtail")}


def shop_templates() -> Iterator[tuple[str, str]]:
    for file in sorted(TEMPLATES.rglob("*.*")):
        name = file.relative_to(TEMPLATES).as_posix()
        if file.is_file() and name.split("/")[0] not in GUIDES | WAGTAIL and name not in SLOTS:
            yield name, file.read_text()


def guides_libraries() -> set[str]:
    """The names by which templates load tags of the guides' apps."""
    return {name for name, module in get_installed_libraries().items() if module.startswith("guides.")}


def loaded(text: str) -> set[str]:
    return {word for tag in re.findall(r"\{%\s*load\s+([^%]*)%\}", text) for word in tag.split()}


def test_no_shop_template_loads_tags_of_the_guides() -> None:
    assert {"guides", "newsletter"} <= guides_libraries()
    found = {name: loaded(text) & guides_libraries() for name, text in shop_templates()}
    assert {name: libraries for name, libraries in found.items() if libraries} == {}


def test_no_shop_template_takes_in_a_template_of_the_guides() -> None:
    named = re.compile(rf"""\{{%\s*(?:include|extends)\s+["'](?:{"|".join(sorted(GUIDES))})/""")
    assert [name for name, text in shop_templates() if named.search(text)] == []


def test_every_slot_is_used_and_can_be_loaded() -> None:
    used = {slot for _, text in shop_templates() for slot in re.findall(r'"(slots/[\w.]+)"', text)}
    assert used == SLOTS
    assert all(get_template(slot) for slot in used)
