"""The models whose texts are checked, and their live rows."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import batched
from typing import Any

from django.apps import apps
from django.db.models import Model, QuerySet
from wagtail.images import get_image_model
from wagtail.models import DraftStateMixin, Page
from wagtail.snippets.models import get_snippet_models

from guides.claims.content.exempt import EXEMPT
from shop.catalogue.models import Product
from shop.public_text import CheckedTexts

BATCH = 200


@lru_cache(maxsize=1)
def watched_models() -> frozenset[Any]:
    """All page models, public snippets, products, pictures, and the shop's other public texts."""
    public = {
        model for model in apps.get_models() if issubclass(model, (Page, CheckedTexts)) and model is not Page
    }
    snippets = {model for model in get_snippet_models() if model._meta.label not in EXEMPT}
    return frozenset(public | snippets | {Product, get_image_model()})


def is_watched(model: type[Model]) -> bool:
    """Whether a model's texts are checked."""
    return model in watched_models()


def has_drafts(model: type[Model]) -> bool:
    """Whether a model can be saved without going live."""
    return issubclass(model, DraftStateMixin) or model is Product


def is_live(instance: Model) -> bool:
    """Whether an object is public now."""
    if isinstance(instance, Product):
        return bool(instance.is_public) and not instance.is_child
    return bool(getattr(instance, "live", True))


def live_rows(model: type[Model]) -> QuerySet[Any]:
    """The live rows of a model."""
    rows = model._default_manager.all()
    if model is Product:
        return rows.filter(is_public=True).exclude(structure=Product.CHILD)
    if issubclass(model, DraftStateMixin):
        return rows.filter(live=True)
    return rows.live() if hasattr(rows, "live") else rows


def live_batches() -> Iterator[list[Any]]:
    """All live objects by model, in batches that limit memory."""
    for model in sorted(watched_models(), key=lambda each: str(each._meta.label)):
        rows = live_rows(model)
        for keys in batched(rows.order_by("pk").values_list("pk", flat=True), BATCH):
            yield list(rows.filter(pk__in=keys))


def count_live() -> int:
    """The number of live objects."""
    return sum(live_rows(model).count() for model in watched_models())
