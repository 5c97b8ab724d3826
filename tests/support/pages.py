"""Factories for guides and their blocks."""

from io import BytesIO
from itertools import count
from typing import Any

from django.core.files.images import ImageFile
from django.db import DEFAULT_DB_ALIAS, transaction
from django.db.models import F
from PIL import Image
from wagtail.images import get_image_model
from wagtail.models import Page

from guides.demo.pages import load_home, load_index
from guides.models import (
    GuideIndexPage,
    GuidePage,
    Person,
    SafetyNote,
    SeriesPage,
    Source,
    Technique,
)
from tests.support.factories import a_product

_numbers = count(1)


def an_index() -> GuideIndexPage:
    """`/guides/`, below the demo's home page."""
    with transaction.atomic():
        _drop_first_page()
        load_home(pictures=False)
    load_index()
    return GuideIndexPage.objects.get()


def _drop_first_page() -> None:
    """Wagtail's “Welcome” page, as bare SQL: `load_home` deletes it as an editor would, in 30 ms."""
    if Page.objects.filter(depth=2, slug="home")._raw_delete(DEFAULT_DB_ALIAS):
        Page.objects.filter(depth=1).update(numchild=F("numchild") - 1)


def a_person(name: str = "Nell Archer") -> Person:
    return Person.objects.get_or_create(name=name)[0]


def a_series(slug: str = "walking", **fields: Any) -> SeriesPage:
    given = {"title": slug.title(), "introduction": "Step by step."} | fields
    return an_index().add_child(instance=SeriesPage(slug=slug, **given))


def a_guide(slug: str = "first", *, parent: Any = None, body: Any = (), **fields: Any) -> GuidePage:
    """A live guide; `body` is a list of pairs of block and stored value. Techniques get their safety box."""
    kinds = {kind for kind, _ in body}
    if "technique" in kinds and "safety" not in kinds:
        body = [*body, safety(a_note(SafetyNote.ASK, "You are unsure."))]
    given = {"title": slug.title(), "introduction": "What it is about.", "author": a_person()} | fields
    guide = GuidePage(slug=slug, body=stored(body or [text()]), **given)
    parent = parent or an_index()
    parent.refresh_from_db()
    return parent.add_child(instance=guide)


def stored(body: Any) -> Any:
    """Pairs of block and raw value, as a stream reads them from the database."""
    block = GuidePage.body.field.stream_block
    return block.to_python([{"type": kind, "value": value} for kind, value in body])


def text(html: str = "<p>Slowly.</p>", sources: Any = ()) -> tuple[str, Any]:
    return "text", {"text": html, "sources": [one.pk for one in sources]}


def safety(*notes: SafetyNote) -> tuple[str, Any]:
    return "safety", {"heading": "Before you begin", "notes": [note.pk for note in notes]}


def a_technique(name: str = "Long strokes", **fields: Any) -> Technique:
    slug = name.lower().replace(" ", "-")
    given = {"slug": slug, "summary": "A long line.", "how": "Begin at the hip.\nEnd at the foot."} | fields
    areas = given.pop("areas", ())
    technique = Technique(name=name, drawing="stroking", **given)
    technique.areas.set(areas)
    technique.save()
    return technique


def a_source(title: str = "A study", **fields: Any) -> Source:
    given = {"kind": "trial", "authors": "Ash B", "year": 2019, "url": "https://example.org/study"}
    return Source.objects.create(title=title, **(given | fields))


def a_note(kind: str = SafetyNote.STOP, text: str = "Your baby turns away.") -> SafetyNote:
    return SafetyNote.objects.create(name=f"note {next(_numbers)}", kind=kind, text=text)


def a_picture(title: str = "A towel", size: tuple[int, int] = (320, 180)) -> Any:
    file = BytesIO()
    Image.new("RGB", size, "#dfe5d3").save(file, "JPEG")
    return get_image_model().objects.create(title=title, file=ImageFile(file, name=f"{next(_numbers)}.jpg"))


def a_series_with_every_block(area: Any) -> SeriesPage:
    """A part that holds each block there is, for this area of the body, and a part still to come."""
    series = a_series()
    a_guide("legs", parent=series, body=every_block(a_technique(cautions="Slowly.", areas=[area])))
    a_guide("next", parent=series, body=[text()], live=False, teaser="how to choose")
    return series


def every_block(technique: Technique) -> list[tuple[str, Any]]:
    """One block of each kind, about one technique, one source and one product."""
    source, product = a_source(), a_product()
    video = {"title": "A leg", "url": "https://vimeo.com/12345678", "still": None, "summary": "One leg."}
    episode = "https://open.spotify.com/episode/0123456789abcdefABCDEF"
    podcast = {"title": "First weeks", "url": episode, "minutes": 24, "summary": "On sleep."}
    return [
        text("<h2>One</h2><p>Words.</p><h2>Two</h2><p>More.</p>", [source]),
        ("steps", {"heading": "Ready", "steps": [{"title": "Sit down", "text": "<p>On the floor.</p>"}]}),
        ("technique", {"technique": technique.pk, "note": "Slower."}),
        ("safety", {"heading": "Care", "notes": [a_note().pk, a_note("ask").pk]}),
        ("benefits", {"heading": "Known", "benefits": [a_benefit(source)]}),
        ("product", {"product": product.pk, "note": ""}),
        ("questions", {"heading": "Asked", "questions": [{"question": "Why?", "answer": "<p>So.</p>"}]}),
        ("quote", {"text": "Slow is a speed.", "who": "Nell", "where": ""}),
        ("video", video),
        ("podcast", podcast),
        ("resource", {"kind": "help", "title": "Help", "url": "https://example.org", "text": "Ask."}),
        ("sign_up", {"guide": ""}),
        ("sources", {"heading": "Sources", "further": []}),
    ]


def a_benefit(source: Source) -> dict[str, Any]:
    return {"statement": "Pleasant", "detail": "", "strength": "some", "sources": [source.pk]}
