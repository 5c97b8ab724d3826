"""Messages about followers in the CMS: before publishing a part, unpublishing or deleting a series."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.timezone import localtime
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from guides.newsletter.consent import followers
from guides.newsletter.models import Newsletter
from guides.newsletter.sending import announcements
from guides.newsletter.sending.announcements import people
from shop.london import london

ONLY_DELETING = "Only deleting a series ends its follows."


def before_unpublishing(pages: Iterable[Page]) -> str:
    """A sentence on what unpublishing means for followers; empty without followers."""
    number = followers.followers_of(followers.followed_below(pages))
    if not number:
        return ""
    stay = "stays a follower" if number == 1 else "stay followers"
    return f"{people(number)} {stay}, and hear of new parts once it is published again. {ONLY_DELETING}"


def before_deleting(pages: Iterable[Page]) -> str:
    """A sentence on what deleting means for followers; empty without followers."""
    number = followers.followers_of(followers.followed_below(pages))
    if not number:
        return ""
    whose = "1 person’s follow" if number == 1 else f"{number:,} people’s follow"
    return f"This ends {whose}, and it can’t be undone. Unpublishing keeps the followers."


def before_publishing(pages: Iterable[Page]) -> str:
    """How many people will be emailed about parts among these pages and below; empty if none."""
    lines = [
        (part, announcements.followers_to_email(part.get_parent().slug))
        for part in _first_publications(pages)
    ]
    return " ".join(f"“{part}” is announced to {people(number)}." for part, number in lines if number)


def _first_publications(pages: Iterable[Page]) -> list[Any]:
    """Newest drafts of the parts that publishing would announce."""
    trees = [Page.objects.descendant_of(page, inclusive=True).filter(live=False).specific() for page in pages]
    drafts = [page.get_latest_revision_as_object() for tree in trees for page in tree]
    parts = [part for part in drafts if getattr(part, "announces_part", False)]
    return [part for part in parts if announcements.will_announce(part)]


@hooks.register("before_delete_page")
def warn_before_deleting(request: HttpRequest, page: Page) -> None:
    """Show the number of followers above Wagtail's question."""
    if request.method == "GET" and (says := before_deleting([page])):
        messages.warning(request, says)


@hooks.register("after_publish_page")
def say_who_is_emailed(request: HttpRequest, page: Page) -> None:
    """After publishing, say how many people are emailed and when, with a button to stop it."""
    made = announcements.announcement_of(page.pk)
    if made and made in announcements.upcoming():
        messages.warning(request, _goes_out(made), buttons=_buttons(request, made))


def _goes_out(newsletter: Newsletter) -> str:
    number = announcements.followers_to_email(newsletter.series)
    at = localtime(newsletter.send_at)
    return format_html(
        "{} will be emailed at {}: “{}”.",
        people(number),
        london(at, "%H:%M"),
        newsletter,
    )


def _buttons(request: HttpRequest, newsletter: Newsletter) -> list[Any]:
    if not request.user.has_perm("newsletter.publish_newsletter"):
        return []
    return [messages.button(reverse("newsletter-send", args=[newsletter.pk]), "Stop or edit")]


class UpcomingPanel(Component):
    """Home page panel: announcements that can still be stopped, also those of scheduled parts."""

    name = "upcoming_announcements"
    order = 50
    template_name = "newsletter/cms/upcoming.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        return {"lines": [(one.pk, _goes_out(one)) for one in announcements.upcoming()]}


@hooks.register("construct_homepage_panels")
def show_upcoming(request: HttpRequest, panels: list[Any]) -> None:
    """Add the panel for people who may stop announcements, while there are any."""
    if request.user.has_perm("newsletter.publish_newsletter") and announcements.upcoming().exists():
        panels.append(UpcomingPanel())
