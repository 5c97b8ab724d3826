"""Links in published texts: where they lead, which lead nowhere inside the site, and what nothing leads to.

Everything is looked up in the database and the resolver; no address is asked over the network.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup
from django.conf import settings
from django.db.models import Model
from django.http import Http404, HttpRequest
from django.urls import Resolver404, ResolverMatch, resolve
from wagtail.blocks import ChooserBlock, RichTextBlock, StreamValue, URLBlock
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.models import Page, Site

from guides.body.walk import leaf_values
from guides.listing.snapshot import current_guides
from guides.models import GuidePage, HomePage, InfoPage, SeriesPage, Topic
from shop.catalogue.listing.snapshot import current_catalogue
from shop.catalogue.models import Category, Product


@dataclass(frozen=True)
class Link:
    """A link in a published text: to a row by its model and key, or to an address."""

    words: str
    model: type[Model] | None = None
    key: int = 0
    address: str = ""


@dataclass(frozen=True)
class Place:
    """A published text with its links."""

    page: Page | Topic
    links: list[Link]


def places() -> Iterator[Place]:
    """Every published page and topic with the links in its texts."""
    for model in (GuidePage, InfoPage, HomePage):
        for page in model.objects.live().public().iterator(chunk_size=100):
            yield Place(page, list(_in_body(page.body)))
    for series in SeriesPage.objects.live().public():
        yield Place(series, list(_in_html(series.text)))
    for topic in Topic.objects.live():
        yield Place(topic, [*_in_html(topic.text), *_in_body(topic.chosen)])


def links_of(body: StreamValue) -> list[Link]:
    """The links in a page's blocks."""
    return list(_in_body(body))


def _in_body(body: StreamValue) -> Iterator[Link]:
    for block, value in leaf_values(body.stream_block, body.get_prep_value()):
        if isinstance(block, RichTextBlock):
            yield from _in_html(value)
        elif isinstance(block, ChooserBlock) and value and issubclass(block.model_class, LINKED):
            yield Link("a button, a card or a file", block.model_class, value)
        elif isinstance(value, str) and (value.startswith("/") or isinstance(block, URLBlock)):
            yield Link(value, address=value)


def _in_html(html: str) -> Iterator[Link]:
    for tag in BeautifulSoup(html or "", "html.parser").find_all("a"):
        words, kind, key = tag.get_text(" ", strip=True), str(tag.get("linktype", "")), str(tag.get("id", ""))
        if kind in KINDS and key.isdecimal():
            yield Link(words, KINDS[kind], int(key))
        elif href := str(tag.get("href", "")):
            yield Link(words, address=href)


LINKED = (Page, get_document_model(), Product)
KINDS: dict[str, Any] = {"page": Page, "document": get_document_model()}


class Targets:
    """What a link may lead to. Loaded once for all links."""

    @cached_property
    def pages(self) -> set[int]:
        return set(Page.objects.live().public().values_list("pk", flat=True))

    @cached_property
    def documents(self) -> set[int]:
        return set(get_document_model().objects.values_list("pk", flat=True))

    @cached_property
    def redirects(self) -> set[str]:
        return set(Redirect.objects.values_list("old_path", flat=True))

    @cached_property
    def categories(self) -> set[str]:
        return set(Category.objects.filter(is_public=True).values_list("slug", flat=True))

    def page_of(self, link: Link) -> int | None:
        """The page that a link leads to, if it is one."""
        if link.model and issubclass(link.model, Page):
            return link.key
        path = own_path(link.address)
        return self._routed(path) if path else None

    def is_broken(self, link: Link) -> bool:
        """Whether readers would get a missing page. Addresses of other sites are never looked at."""
        if link.model:
            return self._is_gone(link.model, link.key)
        path = own_path(link.address)
        return bool(path) and not self._answers(path)

    def _is_gone(self, model: type[Model], key: int) -> bool:
        if issubclass(model, Page):
            return key not in self.pages
        return key not in (current_catalogue().by_id if model is Product else self.documents)

    def _answers(self, path: str) -> bool:
        try:
            match = resolve(path)
        except Resolver404:
            return False
        if match.url_name == "wagtail_serve":
            return self._routed(path) is not None or Redirect.normalise_path(path) in self.redirects
        return self._has_row(match)

    def _has_row(self, match: ResolverMatch) -> bool:
        """Whether the product, category, person or topic in an address is there."""
        known: dict[str, Any] = {
            "guides-person": current_guides().profiles_by_slug,
            "guides-topic": current_guides().hubs,
            "catalogue:detail": current_catalogue().by_slug,
        }
        if match.view_name == "catalogue:category":
            return match.kwargs["category_slug"].rpartition("/")[2] in self.categories
        rows = known.get(match.view_name)
        return rows is None or match.kwargs["slug"] in rows

    @cached_property
    def _root(self) -> Page | None:
        site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
        return site.root_page.specific if site else None

    @cached_property
    def _known_paths(self) -> dict[str, int | None]:
        return {}

    def _routed(self, path: str) -> int | None:
        """The published page at a path, by Wagtail's own routing."""
        if path not in self._known_paths:
            self._known_paths[path] = self._route(path)
        return self._known_paths[path]

    def _route(self, path: str) -> int | None:
        steps = [step for step in path.split("/") if step]
        try:
            found = self._root.route(HttpRequest(), steps) if self._root else None
        except Http404:
            return None
        return found.page.pk if found and found.page.pk in self.pages else None


def own_path(address: str) -> str:
    """The path of an address of this site, without query and fragment; else empty."""
    parts = urlsplit(address)
    own = urlsplit(settings.SHOP_URL)
    if parts.netloc and parts.netloc != own.netloc:
        return ""
    return unquote(parts.path) if parts.scheme in {"", "http", "https"} and parts.path[:1] == "/" else ""


def outside_address(address: str) -> str:
    """An address of another site, without fragment; else empty."""
    parts = urlsplit(address)
    is_outside = parts.scheme in {"http", "https"} and parts.netloc != urlsplit(settings.SHOP_URL).netloc
    return parts._replace(fragment="").geturl() if is_outside and parts.netloc else ""
