"""`/office/reports/links/`: links that lead nowhere, here and elsewhere, and guides that nothing leads to."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import Truncator
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page

from guides.editorial.internal_links import Link, Place, Targets, outside_address, places
from guides.editorial.outside_links.checking import dead_links
from guides.listing.cards import GuideCard
from guides.listing.snapshot import current_guides
from guides.models import Topic

type Row = tuple[Page | Topic, str | None, list[str]]  # page, address of its editor, what is wrong


@dataclass(frozen=True)
class Broken:
    """A text with its links that lead nowhere."""

    place: Place
    links: list[Link]


def examine() -> tuple[list[Broken], list[GuideCard]]:
    """Texts with broken links, and orphans."""
    targets = Targets()
    broken, led_to = [], set()
    for place in places():
        if lost := [link for link in place.links if targets.is_broken(link)]:
            broken.append(Broken(place, lost))
        led_to |= {targets.page_of(link) for link in place.links} - {place.page.pk}
    return broken, _orphans(led_to)


def dead_elsewhere() -> list[tuple[Place, list[tuple[str, str]]]]:
    """Texts with links to other sites that are dead, each with its problem."""
    problems = dead_links()
    if not problems:
        return []
    found = []
    for place in places():
        addresses = dict.fromkeys(outside_address(link.address) for link in place.links)
        if dead := [(address, problems[address]) for address in addresses if address in problems]:
            found.append((place, dead))
    return found


def _orphans(led_to: set[int | None]) -> list[GuideCard]:
    """Single guides that no text and no topic leads to; readers only meet them in lists and in search."""
    library = current_guides()
    gathered = {guide.id for hub in library.hubs.values() for guide in hub.guides}
    return [guide for guide in library.singles if guide.id not in led_to | gathered]


def report(request: HttpRequest) -> HttpResponse:
    """Show all, each with a link to the editor."""
    broken, orphans = examine()
    finder = AdminURLFinder(request.user)

    def row(place: Place, problems: list[str]) -> Row:
        return place.page, finder.get_edit_url(place.page), problems

    context = {
        "rows": [row(one.place, [_broken(link) for link in one.links]) for one in broken],
        "orphans": orphans,
        "dead": [
            row(place, [f"{address}: {problem}" for address, problem in links])
            for place, links in dead_elsewhere()
        ],
        "is_demo": settings.DEMO,
    }
    return render(request, "desk/links.html", context)


def _broken(link: Link) -> str:
    """Its words, and where it leads unless they say so."""
    words = f"“{Truncator(link.words).chars(80)}”"
    if not link.address:
        return f"{words}, no longer published"
    return words if link.address == link.words else f"{words}, {link.address}"
