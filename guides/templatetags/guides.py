"""Template tags and filters of guides."""

import re
from collections.abc import Mapping
from typing import Any

from django import template
from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from wagtail.models import Page
from wagtail.rich_text import RichText

from guides.attribution_links import carrying
from guides.blocks.benefits import STRENGTHS
from guides.blocks.callout import KINDS as CALLOUTS
from guides.blocks.resource import KINDS
from guides.listing.people import Profile
from guides.listing.snapshot import GuideSnapshot, current_guides
from guides.listing.topics import Hub, build_hub
from guides.models import GuidePage, Person, Source, Topic
from guides.page import social_image, structured_data
from guides.page.context import GuideContext
from guides.page.source_notes import title_of
from shop.catalogue.models import Product

register = template.Library()
HEADING = re.compile(r"<h2[^>]*>(.*?)</h2>", re.DOTALL)


@register.simple_tag(takes_context=True)
def prose(context: dict[str, Any], value: RichText) -> SafeString:
    """Rich text as HTML with anchors on headings and the guide's attribution on product links.

    Uses the texts that were expanded together for the page, if there are any.
    """
    html = context.get("texts", {}).get(value.source)
    if html is None:
        html = str(value)
    page = context.get("page")
    if page and page.pk:
        html = carrying(html, source=f"guide-{page.pk}")
    return mark_safe(HEADING.sub(_with_anchor, html))  # noqa: S308 -- Wagtail's own cleaned HTML


def _with_anchor(found: re.Match[str]) -> str:
    return format_html(
        '<h2 id="{}">{}</h2>',
        slugify(title_of(found[1])),
        mark_safe(found[1]),  # noqa: S308
    )


@register.simple_tag(takes_context=True)
def cite(context: dict[str, Any], sources: Any) -> SafeString:
    """The numbers of sources, linked to the list at the end."""
    numbers = context.get("citations", {})
    found = {numbers[one.pk]: one for one in sources if one and one.pk in numbers}
    named = sorted(found.items())
    links = format_html_join(
        " ",
        '<a href="#source-{0}" aria-label="Source {0}: {1}, {2}">{0}</a>',
        ((number, one.authors, one.year) for number, one in named),
    )
    return format_html('<sup class="cite">{}</sup>', links) if named else SafeString("")


@register.simple_tag(takes_context=True)
def back_links(context: dict[str, Any], source: Source, number: int) -> SafeString:
    """From an entry of the list to the notes within the text that name it."""
    places = context.get("noted", {}).get(source.pk, ())
    return format_html_join(
        " ",
        '<a href="#{0}" role="doc-backlink" aria-label="Back to the text: source {1}, note {2}">↩</a>',
        ((place, number, time) for time, place in enumerate(places, 1)),
    )


@register.filter
def of_kind(notes: Any, kind: str) -> list[str]:
    """The points of the safety notes of one kind."""
    return [point for note in notes if note and note.kind == kind for point in note.points]


@register.filter
def strength(benefit: Mapping[str, Any]) -> str:
    """How well a statement is known, in words."""
    return dict(STRENGTHS).get(benefit["strength"], "")


@register.filter
def resource_kind(value: Mapping[str, Any]) -> str:
    """The kind of an external resource, in words."""
    return dict(KINDS).get(value["kind"], "")


@register.filter
def callout_kind(value: Mapping[str, Any]) -> str:
    """The kind of a callout, in words."""
    return dict(CALLOUTS).get(value["kind"], "")


@register.filter
def anchor(title: str) -> str:
    """The id a heading has."""
    return slugify(title)


@register.simple_tag
def guide_library() -> GuideSnapshot:
    """All public guides."""
    return current_guides()


@register.simple_tag
def guide_json(context: GuideContext, page: GuidePage) -> SafeString:
    """The JSON-LD of a guide."""
    return structured_data.guide_json(page, context)


@register.filter
def profile_url(person: Person | Profile | None) -> str:
    """The address of a person's page; empty if they have none."""
    profile = current_guides().profiles.get(person.pk) if person and person.pk else None
    return profile.url if profile else ""


@register.simple_tag
def profile_json(profile: Profile) -> SafeString:
    """The JSON-LD of a person's page."""
    return structured_data.profile_json(profile)


@register.simple_tag
def topic_hub(topic: Topic) -> Hub:
    """The hub of a topic, for the preview of its draft."""
    return build_hub(topic, current_guides().newest, current_guides().techniques)


@register.simple_tag
def hub_json(hub: Hub) -> SafeString:
    """The JSON-LD of a topic's page."""
    return structured_data.hub_json(hub)


@register.simple_tag
def trail_json(*titles_and_paths: str) -> SafeString:
    """The breadcrumbs of a page as JSON-LD: title, path, title, path."""
    return structured_data.trail(list(zip(titles_and_paths[::2], titles_and_paths[1::2], strict=True)))


@register.simple_tag
def social_picture(page: Page) -> str:
    """The address of the picture that a link to a guide shows elsewhere."""
    return settings.SHOP_URL + social_image.path_of(page)


@register.inclusion_tag("components/product_guides.html")
def product_guides(product: Product) -> dict[str, Any]:
    """Three guides that show a product."""
    kind = "oil" if "oil" in product.title.lower() else "product"
    return {"guides": current_guides().using(product=product.pk)[:3], "kind": kind}
