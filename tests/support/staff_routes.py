"""Every address of the dashboard and the CMS, found through the resolver and filled with what there is."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Model
from django.urls import NoReverseMatch, get_resolver, reverse

from shop.order.models import Order

STAFF = ("dashboard/", "office/")
# Rooms whose views are functions, and the table that `pk` in their addresses is a key of.
ROOMS = {"office_reviews": "reviews.ProductReview", "office_offers": "offer.ConditionalOffer"}


@dataclass(frozen=True)
class Route:
    """One address: its full name, the pattern as written, the view behind it."""

    name: str
    pattern: str
    view: Any
    parameters: tuple[str, ...]

    @property
    def model(self) -> Any:
        """The model whose key the address holds, where the view says so."""
        view = getattr(self.view, "view_class", self.view)
        kind = getattr(self.view, "view_initkwargs", {}).get("kind")
        found = getattr(kind, "model", None) or getattr(view, "model", None)
        if found is None and (label := ROOMS.get(self.name.partition(":")[0])):
            return apps.get_model(label)
        return found if isinstance(found, type) and issubclass(found, Model) else None

    def url(self, **known: Any) -> str:
        """The address with a real row's key in it; empty where nothing fits."""
        given = {name: known.get(name, self._guess(name)) for name in self.parameters}
        try:
            return reverse(self.name, kwargs=given)
        except NoReverseMatch:
            return ""

    def _guess(self, name: str) -> Any:
        if name == "number":
            return Order.objects.order_by("pk").values_list("number", flat=True).first() or "PS-0000-0000"
        if name in ("pk", "object_id") and self.model:
            return self.model._default_manager.order_by("pk").values_list("pk", flat=True).first() or 1
        return "body-oil" if "slug" in name or "name" in name else 1


def staff_routes() -> list[Route]:
    """All of them."""
    return [route for route in _walk(get_resolver()) if route.pattern.startswith(STAFF)]


def _walk(resolver: Any, prefix: str = "", spaces: tuple[str, ...] = ()) -> Iterator[Route]:
    for pattern in resolver.url_patterns:
        path = prefix + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from _walk(pattern, path, inner)
        elif pattern.name:
            found = (*pattern.pattern.converters, *getattr(pattern.pattern.regex, "groupindex", {}))
            yield Route(
                ":".join((*spaces, pattern.name)), path, pattern.callback, tuple(dict.fromkeys(found))
            )
