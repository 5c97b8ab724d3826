"""The report on contradictions: collects what techniques, guides and products say."""

import re
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import strip_tags
from wagtail.admin.auth import permission_required

from guides.editorial.contradictions import Advice, Contradiction, in_note, of_product, within_library
from guides.models import GuidePage, Technique
from shop.catalogue.listing.item import ListingItem
from shop.catalogue.listing.snapshot import current_catalogue


def library_advice() -> list[Advice]:
    """Each technique once for each of its areas."""
    techniques = Technique.objects.live().prefetch_related("areas")
    return [one for technique in techniques for one in _advice(technique)]


def _advice(technique: Technique) -> Iterator[Advice]:
    for area in technique.areas.all():
        yield Advice(
            technique.name,
            area.name,
            technique.get_whom_display(),
            technique.from_weeks,
            technique.get_pressure_display(),
            technique.cautions,
        )


def note_contradictions() -> Iterator[Contradiction]:
    """Notes in live guides compared with the techniques that they are about."""
    library = {technique.pk: technique for technique in Technique.objects.live().prefetch_related("areas")}
    for page in GuidePage.objects.live():
        for block in page.body.get_prep_value():
            if block["type"] == "technique" and (technique := library.get(block["value"].get("technique"))):
                for one in list(_advice(technique))[:1]:
                    yield from in_note(one, guide=page.title, note=block["value"].get("note") or "")


def product_contradictions() -> Iterator[Contradiction]:
    """Product notes in live guides, and sentences that name a product, compared with the product's age."""
    catalogue = current_catalogue()
    for page in GuidePage.objects.live():
        stored = page.body.get_prep_value()
        for block in stored:
            item = catalogue.by_id.get(block["value"].get("product")) if block["type"] == "product" else None
            if item:
                yield from _of(item, page.title, block["value"].get("note") or "")
        for sentence in _sentences(page):
            for item in catalogue.items:
                if item.title.lower() in sentence.lower():
                    yield from _of(item, page.title, sentence)


def _of(item: ListingItem, guide: str, text: str) -> Iterator[Contradiction]:
    return of_product(item.title, months=item.from_months, wording=item.age, guide=guide, note=text)


def _sentences(page: GuidePage) -> list[str]:
    texts = page.body.stream_block.get_searchable_content(page.body)
    return [sentence for text in texts for sentence in re.split(r"(?<=[.!?])\s+", strip_tags(text))]


@permission_required("guides.change_technique")
def report(request: HttpRequest) -> HttpResponse:
    """`/office/reports/contradictions/`."""
    rows: list[Any] = [*product_contradictions(), *note_contradictions(), *within_library(library_advice())]
    told = [(row, list(zip(row.where, row.says, strict=True))) for row in rows]
    return render(request, "desk/contradictions.html", {"rows": told})
