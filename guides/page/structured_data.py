"""JSON-LD of a guide for search engines."""

from django.conf import settings
from django.utils.html import strip_tags
from django.utils.safestring import SafeString

from guides.models import GuidePage, Person, Source
from guides.page import social_image
from guides.page.context import GuideContext
from shop.catalogue.structured_data import Data, breadcrumb_data, script
from shop.london import iso


def guide_json(page: GuidePage, context: GuideContext) -> SafeString:
    """The article, its breadcrumbs, and its questions if there are any."""
    found = [article(page, context), breadcrumb_data(_steps(page, context))]
    if questions := _questions(context):
        found.append({"@type": "FAQPage", "mainEntity": questions})
    return SafeString("".join(script(data) for data in found))


def trail(steps: list[tuple[str, str]]) -> SafeString:
    """The breadcrumbs of a page."""
    return script(breadcrumb_data(steps))


def article(page: GuidePage, context: GuideContext) -> Data:
    """The guide with its author, reviewer, publisher and citations."""
    url = settings.SHOP_URL + (page.url or "")
    data: Data = {
        "@type": "Article",
        "headline": page.title[:110],
        "description": page.search_description or page.introduction,
        "url": url,
        "image": _pictures(page),
        "inLanguage": "en-GB",
        "author": _person(page.public_author) if page.public_author else _shop(),
        "publisher": _shop(),
        "mainEntityOfPage": _web_page(page, url),
        "timeRequired": f"PT{page.facts.get('minutes', 1)}M",
        "citation": [_work(source) for source in context.cited],
    }
    dates = {"datePublished": page.first_published_at, "dateModified": page.last_published_at}
    data |= {name: iso(at) for name, at in dates.items() if at}
    return data | _series(context)


def _shop() -> Data:
    logo = {"@type": "ImageObject", "url": f"{settings.SHOP_URL}/apple-touch-icon.png"}
    return {"@type": "Organization", "name": settings.SHOP_NAME, "url": settings.SHOP_URL, "logo": logo}


def _pictures(page: GuidePage) -> list[str]:
    """The cover and the social media image."""
    cover = [page.cover.get_rendition("width-1200").full_url] if page.cover else []
    return [*cover, settings.SHOP_URL + social_image.path_of(page)]


def _series(context: GuideContext) -> Data:
    if not context.series or not context.card:
        return {}
    series = context.series
    whole = {"@type": "CreativeWorkSeries", "name": series.title, "url": settings.SHOP_URL + series.url}
    return {"isPartOf": whole, "position": context.card.number}


def _web_page(page: GuidePage, url: str) -> Data:
    data: Data = {"@type": "WebPage", "@id": url}
    if page.public_reviewer and page.reviewed_on:
        data |= {"reviewedBy": _person(page.public_reviewer), "lastReviewed": iso(page.reviewed_on)}
    return data


def _person(person: Person) -> Data:
    """A person. `credentials` is a sentence, so it goes into the description."""
    data: Data = {"@type": "Person", "name": person.name}
    if person.credentials:
        data["description"] = person.credentials
    links = [str(block.value.get("url", "")) for block in person.links]
    links = [link for link in links if link.startswith("http")]
    return data | ({"url": links[0], "sameAs": links} if links else {})


def _work(source: Source) -> Data:
    return {
        "@type": "ScholarlyArticle" if source.doi else "CreativeWork",
        "name": source.title,
        "author": source.authors,
        "datePublished": str(source.year),
        "url": source.link,
    }


def _steps(page: GuidePage, context: GuideContext) -> list[tuple[str, str]]:
    series = [(context.series.title, context.series.url)] if context.series else []
    return [("Home", "/"), ("Guides", "/guides/"), *series, (page.title, page.url or "")]


def _questions(context: GuideContext) -> list[Data]:
    asked = [
        one for block in context.blocks if block.block_type == "questions" for one in block.value["questions"]
    ]
    return [
        {
            "@type": "Question",
            "name": one["question"],
            "acceptedAnswer": {
                "@type": "Answer",
                "text": strip_tags(context.texts.get(one["answer"].source, one["answer"].source)).strip(),
            },
        }
        for one in asked
    ]
