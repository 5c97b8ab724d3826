"""Collects what techniques and guides say, for the report on contradictions."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.admin.auth import permission_required

from guides.desk.contradictions import Contradiction, Said, in_note, within_library
from guides.models import GuidePage, Technique


def said_by_library() -> list[Said]:
    """Each technique once for each of its areas."""
    techniques = Technique.objects.live().prefetch_related("areas")
    return [said for technique in techniques for said in _said(technique)]


def _said(technique: Technique) -> Iterator[Said]:
    for area in technique.areas.all():
        yield Said(
            technique.name,
            area.name,
            technique.get_whom_display(),
            technique.from_weeks,
            technique.get_pressure_display(),
            technique.cautions,
        )


def said_by_guides() -> Iterator[Contradiction]:
    """Notes on techniques in live guides, held against the library."""
    library = {technique.pk: technique for technique in Technique.objects.live().prefetch_related("areas")}
    for page in GuidePage.objects.live():
        for block in page.body.get_prep_value():
            if block["type"] == "technique" and (technique := library.get(block["value"].get("technique"))):
                for said in list(_said(technique))[:1]:
                    yield from in_note(said, guide=page.title, note=block["value"].get("note") or "")


@permission_required("guides.change_technique")
def report(request: HttpRequest) -> HttpResponse:
    """`/cms/reports/contradictions/`."""
    rows: list[Any] = [*said_by_guides(), *within_library(said_by_library())]
    told = [(row, list(zip(row.where, row.says, strict=True))) for row in rows]
    return render(request, "desk/contradictions.html", {"rows": told})
