"""What a walk over many pages doesn't look at isn't rendered: of an office's page that is more than half."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final
from unittest import mock

from django.template.backends.django import Template
from django.template.library import InclusionNode, SimpleNode
from django.template.loader_tags import BlockNode

# Around the content of each page of the office, alike on all of them: menu, style sheets, scripts, icons.
BLOCKS: Final = {"css", "js", "icons_sprite", "branding_logo"}
TAGS: Final = {"sidebar_props", "keyboard_shortcuts_dialog"}


@contextmanager
def pages_left_empty() -> Iterator[None]:
    """For a walk that asks what views do, not what they show."""
    with mock.patch.object(Template, "render", lambda *_, **__: ""):
        yield


@contextmanager
def menus_left_empty() -> Iterator[None]:
    """For a walk that reads whole pages of the office, but the menu on one of them only."""
    with (
        mock.patch.object(SimpleNode, "render", _tag(SimpleNode.render)),
        mock.patch.object(InclusionNode, "render", _tag(InclusionNode.render)),
    ):
        yield


@contextmanager
def frames_left_empty() -> Iterator[None]:
    """For a walk that reads the contents of the office's pages."""
    with menus_left_empty(), mock.patch.object(BlockNode, "render", _block):
        yield


_render_block = BlockNode.render


def _block(node: BlockNode, context: Any) -> str:
    return "" if node.name in BLOCKS else _render_block(node, context)


def _tag(render: Any) -> Any:
    return lambda node, context: "" if node.func.__name__ in TAGS else render(node, context)
