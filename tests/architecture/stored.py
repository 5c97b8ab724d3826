"""Names that rows, browsers and sent emails hold, as today's code has them.

`freeze_all()` in `manage.py shell`, with the tests' settings, updates frozen/*.json. It only adds what is
new: what the code has lost stays, so that tests fail until a migration or a mapping takes care of it.
"""

import ast
import inspect
import json
from collections.abc import Callable, Iterator
from pathlib import Path

from django.apps import apps
from django.db import models
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from wagtail.blocks import BaseStreamBlock, BaseStructBlock, Block, ListBlock
from wagtail.fields import StreamField

from tests.architecture import salts, tasks
from tests.architecture.source_files import PACKAGES, called_name, sources

FROZEN = Path(__file__).parent / "frozen"
Names = dict[str, list[str]]


def our_models() -> list[type[models.Model]]:
    """The models of all apps in shop/ and guides/, Oscar's forks included."""
    ours = [config for config in apps.get_app_configs() if config.name.startswith(PACKAGES)]
    return [model for config in ours for model in config.get_models()]


def content_types() -> Names:
    """`app_label.model` with the codenames of its permissions."""
    return {model._meta.label_lower: sorted(_permissions(model)) for model in our_models()}


def _permissions(model: type[models.Model]) -> set[str]:
    meta = model._meta
    usual = {f"{action}_{meta.model_name}" for action in meta.default_permissions}
    return usual | {codename for codename, _ in meta.permissions}


def choices() -> Names:
    """What a column with choices may hold, such as the states of a delivery."""
    return {
        f"{model._meta.label}.{field.name}": sorted(str(value) for value, _ in field.flatchoices)
        for model in our_models()
        for field in model._meta.local_fields
        if field.flatchoices and not isinstance(field, models.BooleanField)
    }


def stream_blocks() -> Names:
    """Each StreamField with the paths of its blocks, such as `step/technique`."""
    return {
        f"{model._meta.label}.{field.name}": sorted(set(_paths(field.stream_block)))
        for model in our_models()
        for field in model._meta.local_fields
        if isinstance(field, StreamField)
    }


def _paths(block: Block, before: str = "") -> Iterator[str]:
    """Lists add nothing to a path: their items have no name."""
    if isinstance(block, ListBlock):
        yield from _paths(block.child_block, before)
    if isinstance(block, BaseStreamBlock | BaseStructBlock):
        for name, child in block.child_blocks.items():
            yield f"{before}{name}"
            yield from _paths(child, f"{before}{name}/")


def snippet_urls() -> Names:
    """The address of each snippet's list in the CMS."""
    return {
        model._meta.label: [reverse(model.snippet_viewset.get_url_name("list"))]
        for model in our_models()
        if hasattr(model, "snippet_viewset")
    }


def token_urls() -> Names:
    """Addresses with a token: they are in emails and browsers, and never change."""
    return {"routes": sorted({route for route in _routes(get_resolver()) if "token>" in route})}


def _routes(resolver: URLResolver, before: str = "") -> Iterator[str]:
    for entry in resolver.url_patterns:
        route = f"{before}{entry.pattern}"
        if isinstance(entry, URLResolver):
            yield from _routes(entry, route)
        elif isinstance(entry, URLPattern) and _is_ours(entry.callback):
            yield route


def _is_ours(view: Callable[..., object]) -> bool:
    wrapped = inspect.unwrap(view)
    return str(getattr(wrapped, "view_class", wrapped).__module__).startswith(PACKAGES)


def cookies() -> Names:
    """The cookies of the privacy notice."""
    from shop.privacy.cookies import all_cookies

    return {"cookies": sorted({cookie.name for cookie in all_cookies()})}


def posted_fields() -> Names:
    """Names that views read from `request.POST`; pages open in a browser send them after a deployment."""
    found: set[str] = set()
    for source in sources(*PACKAGES):
        for node in ast.walk(source.tree):
            found.update(_posted(node))
    return {"fields": sorted(found)}


def _posted(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Subscript):
        owner, name = node.value, node.slice
    elif isinstance(node, ast.Call) and called_name(node) in ("get", "getlist") and node.args:
        owner, name = getattr(node.func, "value", None), node.args[0]
    else:
        return
    if isinstance(owner, ast.Attribute) and owner.attr == "POST" and isinstance(name, ast.Constant):
        yield str(name.value)


def email_kinds() -> Names:
    """The kinds of emails that rows of the outbox name."""
    from shop.mail.kinds import all_kinds

    return {"kinds": sorted(kind.name for kind in all_kinds())}


def all_salts() -> Names:
    """Salts and purposes, letter by letter."""
    return {"salts": salts.salts()}


def app_labels() -> Names:
    """Labels of the apps: part of tables' names, migrations, content types and permissions."""
    ours = [config.label for config in apps.get_app_configs() if config.name.startswith(PACKAGES)]
    return {"labels": sorted(ours)}


def task_paths() -> Names:
    """Paths of queued tasks with the names of their parameters."""
    return {path: list(inspect.signature(task.func).parameters) for path, task in tasks.tasks().items()}


KINDS: dict[str, Callable[[], Names]] = {
    "app_labels": app_labels,
    "choices": choices,
    "content_types": content_types,
    "cookies": cookies,
    "email_kinds": email_kinds,
    "posted_fields": posted_fields,
    "salts": all_salts,
    "snippet_urls": snippet_urls,
    "stream_blocks": stream_blocks,
    "task_paths": task_paths,
    "token_urls": token_urls,
}


def frozen(kind: str) -> Names:
    """The frozen names of a kind."""
    path = FROZEN / f"{kind}.json"
    names: Names = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return names


def freeze(kind: str) -> None:
    """Add new names to the file; a frozen task keeps the parameters that queued rows have."""
    names = frozen(kind)
    for key, values in KINDS[kind]().items():
        old = names.get(key, [])
        if kind == "task_paths":
            names[key] = old or values
        else:
            names[key] = sorted({*old, *values})
    text = json.dumps(dict(sorted(names.items())), indent=2, ensure_ascii=False)
    (FROZEN / f"{kind}.json").write_text(f"{text}\n", encoding="utf-8")


def freeze_all() -> None:
    """All files."""
    for kind in KINDS:
        freeze(kind)
