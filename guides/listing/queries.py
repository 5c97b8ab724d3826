"""Reads techniques, series, guides and information pages for the snapshot, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db.models import Prefetch
from wagtail.models import Revision

from guides.listing.cards import GuideCard, Series
from guides.models import BodyArea, GuideIndexPage, GuidePage, GuideTag, InfoPage, SeriesPage, Technique
from shop.search_engine.information_pages import Information
from shop.search_engine.suggestions import Link


def load_techniques() -> dict[int, Technique]:
    """Published techniques by id, with their published areas and pictures."""
    areas = Prefetch("areas", queryset=BodyArea.objects.live())
    live = Technique.objects.live().select_related("picture")
    found = live.prefetch_related(areas, "picture__renditions")
    return {technique.pk: technique for technique in found}


def series_by_path(series: Iterable[SeriesPage]) -> dict[str, Series]:
    """Series by the path of their page in the tree."""
    return {
        page.path: Series(
            id=page.pk,
            slug=page.slug,
            title=page.title,
            introduction=page.introduction,
            url=page.url or "",
            cover=page.cover,
            cover_alt=page.cover_alt,
        )
        for page in series
    }


def tags_by_guide() -> dict[int, list[str]]:
    """The tags of all guides in one query, by guide."""
    found = defaultdict(list)
    for guide, name in GuideTag.objects.order_by("pk").values_list("content_object_id", "tag__name"):
        found[guide].append(name)
    return found


def guide_card(page: GuidePage, techniques: dict[int, Technique], tags: list[str]) -> GuideCard:
    """The card of a live guide."""
    facts = page.facts
    used = frozenset(facts.get("techniques", ())) & techniques.keys()
    areas = {area.slug for pk in used for area in techniques[pk].areas.all()}
    return GuideCard(
        id=page.pk,
        title=page.title,
        introduction=page.introduction,
        url=page.url or "",
        minutes=facts.get("minutes", 1),
        tags=tuple(tags),
        techniques=used,
        products=frozenset(facts.get("products", ())),
        areas=frozenset(areas),
        cover=page.cover,
        cover_alt=page.cover_alt,
        author=page.public_author.name if page.public_author else "",
        author_id=page.author_id,
        reviewer_id=page.reviewer_id,
        published=page.first_published_at,
        updated=page.last_published_at,
        is_original=not page.original_url,
    )


def announced_cards(pages: list[GuidePage]) -> dict[int, GuideCard]:
    """Cards of unpublished guides whose latest draft has a teaser, by page."""
    drafts = Revision.objects.filter(pk__in=[page.latest_revision_id for page in pages])
    latest = {int(draft.object_id): draft.content for draft in drafts}
    cards = {}
    for page in pages:
        content = latest.get(page.pk, {"title": page.title, "teaser": page.teaser})
        if content.get("teaser"):
            cards[page.pk] = GuideCard(id=page.pk, title=content["title"], introduction=content["teaser"])
            cards[page.pk].due = page.go_live_at
    return cards


def load_information(root: GuideIndexPage | None, series: Collection[Series]) -> Information:
    """What search finds besides guides: information pages, the guide index and the series."""
    pages = list(InfoPage.objects.live().public())
    links = [Link(page.title, page.url or "", page.intro) for page in pages]
    texts = [" ".join(page.body.stream_block.get_searchable_content(page.body)) for page in pages]
    links += [Link(one.title, one.url, one.introduction) for one in series]
    links += [Link(root.title, root.url or "")] if root else []
    return Information(links, [*texts, *[""] * (len(links) - len(texts))])
