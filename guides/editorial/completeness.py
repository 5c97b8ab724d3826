"""What guides and sources must contain before they are published."""

from typing import Any

from django.utils import timezone
from django.utils.text import get_text_list

from guides.body.walk import chosen_keys
from guides.editorial.link_suggestions import suggested_links
from guides.models import GuidePage, Person, SafetyNote, SeriesPage, Source, Technique
from guides.models.shared_links import SEARCH_DESCRIPTION, SEARCH_TITLE

NO_SAFETY_BOX = (
    "A guide that shows techniques needs a safety box: add the block “Safety box” with when not to massage, "
    "when to stop and whom to ask."
)

OTHER = "Choose someone other than the author."


def missing_guide_parts(page: GuidePage) -> dict[str, str]:
    """Messages by field: no safety box beside techniques, a review without a date or by the author."""
    picked = _picked(page)
    needs_box = picked.get(Technique) and not picked.get(SafetyNote)
    return ({"body": NO_SAFETY_BOX} if needs_box else {}) | _review_faults(page)


def unpublished_guide_parts(page: GuidePage) -> dict[str, str]:
    """Messages by field: chosen snippets and people that aren't published."""
    picked = _picked(page)
    drafts = [str(one) for model in (Technique, SafetyNote, Source) for one in _drafts(model, picked)]
    found = {}
    if drafts:
        found["body"] = f"Not published yet, so readers wouldn’t see it: {', '.join(drafts)}."
    if people := [name for name in ("author", "reviewer") if _is_draft(getattr(page, f"{name}_id"))]:
        found |= dict.fromkeys(people, "Not published yet: publish this person first.")
    return found


def _picked(page: GuidePage) -> dict[Any, set[int]]:
    return chosen_keys(page.body.stream_block, page.body.get_prep_value())


def advised_guide_parts(page: GuidePage) -> dict[str, str]:
    """Messages by field: a cover that says what it shows, and words for search engines."""
    found = {}
    if page.cover_id is None:
        found["cover"] = "Cover: without one, lists and shared links show words only."
    elif not page.cover_alt:
        found["cover_alt"] = "What the cover shows, for people who can’t see it."
    if not page.search_description:
        found["search_description"] = "Meta description: search engines show the introduction otherwise."
    return found | _cut_off(page) | _unlinked(page)


def _unlinked(page: GuidePage) -> dict[str, str]:
    """Guides and products that the text is about and doesn't link."""
    titles = [f"“{title}”" for title in suggested_links(page)]
    named = get_text_list(titles, "and")
    return {"body": f"Links: the text is about {named}, without a link to it."} if titles else {}


def _cut_off(page: GuidePage) -> dict[str, str]:
    """Words for search engines that are longer than what they show."""
    found = {}
    if len(page.seo_title or page.title) > SEARCH_TITLE:
        found["seo_title"] = f"Title tag: search engines cut it off after about {SEARCH_TITLE} characters."
    if len(page.search_description) > SEARCH_DESCRIPTION:
        shown = f"search engines cut it off after about {SEARCH_DESCRIPTION} characters."
        found["search_description"] = f"Meta description: {shown}"
    return found


def unpublished_series(page: GuidePage) -> dict[str, str]:
    """By field: the series of a part must be live, or become live, no later than the part."""
    series = _hidden_series(page)
    if series is None:
        return {}
    wording = (
        f"Publish the series “{series}” first, or schedule it no later than this part: "
        "otherwise readers would get a missing page."
    )
    return {"series": wording}


def missing_source_parts(source: Source) -> dict[str, str]:
    """A source without a DOI or address can't be looked up."""
    found = source.doi or source.url
    return {} if found else {"doi": "A DOI or an address, so that readers can look it up."}


def _review_faults(page: GuidePage) -> dict[str, str]:
    """Reviewing and writing are done by two people, and a review has a date."""
    if page.reviewer_id is None:
        return {}
    faults = {} if page.reviewed_on else {"reviewed_on": "When was it reviewed?"}
    return faults | ({"reviewer": OTHER} if page.reviewer_id == page.author_id else {})


def _hidden_series(page: GuidePage) -> SeriesPage | None:
    """The series it is in, where that neither is live nor will be by the time this part is."""
    parent = page.get_parent() if page.path else None
    series = SeriesPage.objects.filter(pk=parent.pk, live=False).first() if parent else None
    if series is None:
        return None
    at = max(page.go_live_at or timezone.now(), timezone.now())
    return None if series.revisions.filter(approved_go_live_at__lte=at).exists() else series


def _drafts(model: Any, picked: dict[Any, set[int]]) -> Any:
    wanted = picked.get(model)
    return model.objects.filter(pk__in=wanted, live=False) if wanted else ()


def _is_draft(person: int | None) -> bool:
    return person is not None and Person.objects.filter(pk=person, live=False).exists()
