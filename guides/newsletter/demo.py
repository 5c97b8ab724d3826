"""Creates the demo's free guide, unless it exists."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.files.images import ImageFile
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage

from guides.claims.demo import evidence, settle
from guides.claims.models import Evidence
from guides.newsletter.models import FreeGuide

TEXT = Path(__file__).parent / "demo_guide.json"
PICTURES = settings.BASE_DIR / "shop" / "demo" / "media"


def load_free_guide() -> int:
    """Create and publish the guide if it is missing; returns the number of guides created."""
    given = json.loads(TEXT.read_text(encoding="utf-8"))
    if FreeGuide.objects.filter(slug=given["slug"]).exists():
        return 0
    guide = FreeGuide(
        **_pictures(given),
        reviewer_id=_reviewer_key(given.pop("reviewer")),
        steps=json.dumps([_block(block) for block in given.pop("blocks")]),
        is_offered=True,
        live=False,
        **given,
    )
    guide.save()
    settle(
        guide,
        reason="“Calm” is how the routine feels; no product is named for it.",
        evidence=[_what_calm_means()],
    )
    guide.save_revision().publish()
    return 1


def _pictures(given: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in ("cover", "sample"):
        file, title, alt = given.pop(name)
        found |= {name: _picture(file, title), f"{name}_alt": alt}
    return found


def _reviewer_key(name: str) -> int | None:
    """The reviewer, where the guides of the demo were made."""
    people = apps.get_model("guides", "Person")._default_manager
    return people.filter(name=name).values_list("pk", flat=True).first()


def _what_calm_means() -> Evidence:
    return evidence(
        "What “calm” means in our texts",
        reference="A quiet routine: washing seldom, with water, and leaving skin alone. No effect of an oil.",
    )


def _block(given: dict[str, Any]) -> dict[str, Any]:
    kind = given.pop("type")
    return {"type": kind, "value": BLOCKS[kind](given)}


def _step(given: dict[str, Any]) -> dict[str, Any]:
    value = {"heading": given["heading"], "text": given["text"], "image": None, "alt": ""}
    if given["picture"]:
        file, title, alt = given["picture"]
        value |= {"image": _picture(file, title).pk, "alt": alt}
    return value


def _rows(name: str, *columns: str) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """A block whose list `name` has a row of values for these columns."""
    return lambda given: {**given, name: [dict(zip(columns, row, strict=True)) for row in given[name]]}


def _next_steps(given: dict[str, Any]) -> dict[str, Any]:
    links = [{"label": label, "page": None, "address": address} for label, address in given["links"]]
    return {**given, "links": links}


BLOCKS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "step": _step,
    "plan": _rows("rows", "when", "text"),
    "note": lambda given: given["text"],
    "checklist": lambda given: given,
    "sources": _rows("sources", "title", "publisher", "address"),
    "next_steps": _next_steps,
}


def _picture(name: str, title: str) -> AbstractImage:
    image = get_image_model().objects.filter(title=title).first()
    if image is None:
        with (PICTURES / name).open("rb") as source:
            image = get_image_model().objects.create(title=title, file=ImageFile(source, name=name))
    return image
