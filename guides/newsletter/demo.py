"""Creates the demo's free guide, unless it exists."""

import json
from pathlib import Path
from typing import Any

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
    file, title, cover_alt = given.pop("cover")
    guide = FreeGuide(
        **{key: text for key, text in given.items() if key != "steps"},
        steps=json.dumps([_step(*step) for step in given["steps"]]),
        cover=_picture(file, title),
        cover_alt=cover_alt,
        is_offered=True,
        live=False,
    )
    guide.save()
    settle(
        guide,
        reason="“Calm” is how the routine feels; no product is named for it.",
        evidence=[_what_calm_means()],
    )
    guide.save_revision().publish()
    return 1


def _what_calm_means() -> Evidence:
    return evidence(
        "What “calm” means in our texts",
        reference="A quiet routine: washing seldom, with water, and leaving skin alone. No effect of an oil.",
    )


def _step(heading: str, text: str, picture: list[str] | None) -> dict[str, Any]:
    value: dict[str, Any] = {"heading": heading, "text": text, "image": None, "alt": ""}
    if picture:
        file, title, alt = picture
        value |= {"image": _picture(file, title).pk, "alt": alt}
    return {"type": "step", "value": value}


def _picture(name: str, title: str) -> AbstractImage:
    image = get_image_model().objects.filter(title=title).first()
    if image is None:
        with (PICTURES / name).open("rb") as source:
            image = get_image_model().objects.create(title=title, file=ImageFile(source, name=name))
    return image
