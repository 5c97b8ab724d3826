"""Creates the demo's guides from `texts/`. Existing guides and snippets aren't changed."""

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.utils import timezone
from wagtail.models import Page

from guides.claims.demo import evidence, settle
from guides.claims.models import Evidence
from guides.demo.pictures import picture
from guides.models import (
    BodyArea,
    GuideIndexPage,
    GuidePage,
    Person,
    SafetyNote,
    SeriesPage,
    Source,
    Technique,
    Topic,
)
from guides.tasks import make_pictures
from shop.catalogue.models import Product, ProductImage

TEXTS = Path(__file__).parent / "texts"
Snippets = dict[str, dict[str, Any]]


def load_guides() -> int:
    """Create missing snippets and pages. Returns the number of new pages."""
    snippets = load_snippets()
    _settle_captions()
    index = GuideIndexPage.objects.get()
    series = _read("guides/series")
    parents = {slug: _make_series(index, slug, given) for slug, given in series.items()}
    made = 0
    for path in sorted((TEXTS / "guides").glob("*.toml")):
        if path.stem != "series":
            given = _read(f"guides/{path.stem}")
            made += _make_guide(parents.get(given.pop("series", ""), index), given, snippets)
    if made:
        for page in (index.get_parent(), index, *index.get_descendants()):
            make_pictures.enqueue(page.pk)
    return made


def load_snippets() -> Snippets:
    """Areas, techniques, safety notes, sources and people, by the names used in the texts."""
    areas = {one["slug"]: _get(BodyArea, "slug", one) for one in _read("snippets/areas")["area"]}
    return {
        "technique": {
            one["slug"]: _technique(one, areas) for one in _read("snippets/techniques")["technique"]
        },
        "note": {one["name"]: _get(SafetyNote, "name", one) for one in _read("snippets/notes")["note"]},
        "source": {key: _get(Source, "title", one) for key, one in _read("snippets/sources").items()},
        "topic": {one["slug"]: _topic(one) for one in _read("snippets/topics")["topic"]},
        "person": {key: _get(Person, "name", one) for key, one in _read("snippets/people").items()},
    }


def _settle_captions() -> None:
    """Captions name the oil that is in the picture, as the product does."""
    named = evidence("Names of products", reference="A caption repeats the name that stands beside it.")
    for image in ProductImage.objects.all():
        settle(image, reason="It repeats the product’s name.", evidence=[named])


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((TEXTS / f"{name}.toml").read_text(encoding="utf-8"))


def _get(model: Any, key: str, given: dict[str, Any]) -> Any:
    found = model.objects.filter(**{key: given[key]}).first()
    if found is None:
        found = model(**given, live=False)
        found.save()
        settle(found, reason="Explains what is done or what was found.", evidence=[_on_file()])
        for name, value in ({"live": True} | _published_now()).items():
            setattr(found, name, value)
        found.save()
    return found


def _technique(given: dict[str, Any], areas: dict[str, Any]) -> Technique:
    chosen = [areas[slug] for slug in given.pop("areas")]
    technique: Technique = _get(Technique, "slug", given | {"areas": chosen})
    return technique


def _topic(given: dict[str, Any]) -> Topic:
    """A hub; its area and technique are named by their slugs."""
    rules: dict[str, Any] = {"area": BodyArea, "technique": Technique}
    named = {name: model.objects.get(slug=given[name]) for name, model in rules.items() if name in given}
    topic: Topic = _get(Topic, "slug", given | named)
    return topic


def _cover(given: dict[str, Any]) -> dict[str, Any]:
    file, alt = given.pop("cover")
    return {"cover": picture(file, Path(file).stem.replace("-", " ").capitalize()), "cover_alt": alt}


def _published_now() -> dict[str, Any]:
    now = timezone.now()
    return {"first_published_at": now, "last_published_at": now}


def _make_series(index: GuideIndexPage, slug: str, given: dict[str, Any]) -> SeriesPage:
    found = SeriesPage.objects.filter(slug=slug).first()
    if found is None:
        index.refresh_from_db()
        found = SeriesPage(slug=slug, **_cover(given), **given, **_published_now())
        index.add_child(instance=found)
    return found


def _make_guide(parent: Page, given: dict[str, Any], snippets: Snippets) -> bool:
    if parent.get_children().filter(slug=given["slug"]).exists():
        return False
    parent.refresh_from_db()  # each child changes the parent's count of children
    roles = [role for role in ("author", "reviewer") if role in given]
    people = {role: snippets["person"][given.pop(role)] for role in roles}
    body = [_block(given_block, snippets) for given_block in given.pop("body")]
    tags = given.pop("tags")
    is_live = given.pop("live", True)
    since = _published_now() if is_live else {}
    page = GuidePage(**_cover(given), **given, **people, **since)
    page.body = GuidePage.body.field.stream_block.to_python(body)
    page.tags.add(*tags)
    # Not published through a revision: followers of a series needn't hear of the demo.
    page.live = False
    parent.add_child(instance=page)
    settle(page, reason="Explains what studies found; no product is named for it.", evidence=[_on_file()])
    if is_live:
        page.live = True
        page.save()
    return True


def _on_file() -> Evidence:
    return evidence(
        "Sources of the guides, read by the reviewer",
        kind="study",
        reference="Each guide lists its sources; the reviewer has compared every statement with them.",
    )


def _block(given: dict[str, Any], snippets: Snippets) -> dict[str, Any]:
    """A block as a StreamField stores it, with names replaced by ids."""
    kind = given.pop("block")
    return {"type": kind, "value": _value(kind, given, snippets)}


def _value(kind: str, given: dict[str, Any], snippets: Snippets) -> dict[str, Any]:
    sources = snippets["source"]
    match kind:
        case "text":
            return {"text": given["html"].strip(), "sources": _ids(given.get("sources", ()), sources)}
        case "steps":
            return given | {"steps": [_step(step) for step in given["steps"]]}
        case "technique":
            return given | {"technique": snippets["technique"][given["technique"]].pk}
        case "safety":
            return {"heading": "Before you begin"} | given | {"notes": _ids(given["notes"], snippets["note"])}
        case "benefits":
            return given | {
                "benefits": [one | {"sources": _ids(one["sources"], sources)} for one in given["benefits"]]
            }
        case "product":
            return _with_product(given)
        case "comparison":
            return given | {"products": [_with_product(one) for one in given["products"]]}
        case "sources":
            further = [one["source"] for one in given.get("further", ())]
            return {"heading": "Sources", "further": _ids(further, sources)}
    return given


def _with_product(given: dict[str, Any]) -> dict[str, Any]:
    found = Product.objects.filter(slug=given["product"]).first()
    return given | {"product": found and found.pk}


def _step(given: dict[str, Any]) -> dict[str, Any]:
    if "image" not in given:
        return given
    file, alt = given["image"]
    return given | {"image": picture(file, Path(file).stem.replace("-", " ").capitalize()).pk, "alt": alt}


def _ids(names: Iterable[str], known: dict[str, Any]) -> list[int]:
    return [known[name].pk for name in names]
