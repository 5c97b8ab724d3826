"""JSON-LD of a guide for search engines."""

from django.conf import settings
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.safestring import SafeString

from guides.listing.people import Profile
from guides.listing.snapshot import current_guides
from guides.listing.topics import Hub
from guides.models import GuidePage, Person, Source
from guides.page import social_image
from guides.page.context import GuideContext
from shop.catalogue.structured_data import Data, breadcrumb_data, script
from shop.london import iso
from shop.trader.details import trader
from shop.trader.header import shop_name


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
    if page.original_url:
        data["isBasedOn"] = page.original_url
    return data | _series(context)


def _shop() -> Data:
    logo = {"@type": "ImageObject", "url": f"{settings.SHOP_URL}/apple-touch-icon.png"}
    name, url = shop_name(), settings.SHOP_URL
    return {"@type": "Organization", "name": name, "url": url, "logo": logo} | _seller()


def _seller() -> Data:
    """Who stands behind the shop's name; what the trader hasn't got is left out."""
    known = trader()
    named = {
        "legalName": known.name,
        "address": known.address,
        "email": known.email,
        "telephone": known.phone,
        "vatID": known.vat_number,
    }
    return {name: value for name, value in named.items() if value}


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
    profile = current_guides().profiles.get(person.pk)
    url = settings.SHOP_URL + profile.url if profile else next(iter(links), "")
    return data | ({"url": url} if url else {}) | ({"sameAs": links} if links else {})


def profile_json(profile: Profile) -> SafeString:
    """The page of a person, with its breadcrumbs."""
    url = settings.SHOP_URL + profile.url
    person: Data = {"@type": "Person", "@id": f"{url}#person", "name": profile.name, "url": url}
    person |= {"description": profile.biography, "worksFor": _shop()}
    if profile.credentials:
        person["jobTitle"] = profile.credentials
    if profile.picture:
        person["image"] = profile.picture.get_rendition("fill-480x480").full_url
    if profile.same_as:
        person["sameAs"] = profile.same_as
    page = {"@type": "ProfilePage", "url": url, "name": profile.name, "mainEntity": person}
    steps = [("Home", "/"), ("Guides", "/guides/"), ("People", reverse("guides-people"))]
    return SafeString(script(page) + trail([*steps, (profile.name, profile.url)]))


def hub_json(hub: Hub) -> SafeString:
    """A topic as a collection of its guides, with its breadcrumbs."""
    listed = [
        {"@type": "ListItem", "position": place, "name": guide.title, "item": settings.SHOP_URL + guide.url}
        for place, guide in enumerate(hub.guides, 1)
    ]
    page: Data = {
        "@type": "CollectionPage",
        "url": settings.SHOP_URL + hub.url,
        "name": hub.name,
        "description": hub.topic.introduction,
        "inLanguage": "en-GB",
    }
    if listed:
        page["mainEntity"] = {"@type": "ItemList", "itemListElement": listed}
    steps = [("Home", "/"), ("Guides", "/guides/"), ("Topics", reverse("guides-topics"))]
    return SafeString(script(page) + trail([*steps, (hub.name, hub.url)]))


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
