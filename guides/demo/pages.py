"""Creates the demo's home page and information pages. Existing pages aren't changed."""

from pathlib import Path
from re import split
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Page, Site

from guides.demo import directory
from guides.demo.home_body import first_body
from guides.demo.pictures import picture
from guides.models import GuideIndexPage, HomePage, InfoPage

TEXTS = Path(__file__).parent / "texts"
INFO_PAGES = (
    ("about", "About us", "Oils for new skin, made with very little, and every drop of it accounted for."),
    ("delivery", "Delivery", "Tracked, and with the price and the dates in front of you before you pay."),
    (
        "returns",
        "Returns and cancelling",
        "Fourteen days to change your mind, longer if we got it wrong.",
    ),
    ("privacy", "Privacy", "What we know about you, why, and how to make us forget it."),
    ("contact", "Contact us", "We are glad to hear from you."),
    ("accessibility", "Accessibility", "What we have tried, what doesn’t work yet, and whom to tell."),
)
GUIDES_INTRO = "Massage, oils and the first months, explained slowly. Every guide lists its sources."
HOME = {
    "hero_headline": "Less in the bottle. More in the touch.",
    "hero_text": "Fragrance-free oils for baby’s skin, organic where a certificate is shown, "
    "with a short ingredient list you can read.",
}


def load_pages(*, pictures: bool = True) -> int:
    """Create missing pages. Returns how many."""
    made = int(load_home(pictures=pictures))
    home = HomePage.objects.get()
    for slug, title, intro in INFO_PAGES:
        made += _make_info_page(home, slug=slug, title=title, intro=intro, body=_body(slug))
    if pictures:  # the demo; a new shop has no examples
        about = {"slug": directory.SLUG, "title": directory.TITLE, "intro": directory.INTRO}
        made += _make_info_page(home, **about, body=directory.directory_body())
    return made + load_index()


def load_index() -> bool:
    """Create `/guides/` below the home page, where there is none. Returns whether it was missing."""
    if GuideIndexPage.objects.exists():
        return False
    home = HomePage.objects.get()
    home.add_child(instance=GuideIndexPage(slug="guides", title="Guides", introduction=GUIDES_INTRO))
    return True


def load_home(*, pictures: bool) -> bool:
    """Create the home page, where there is none. Returns whether it was missing."""
    if HomePage.objects.exists():
        return False
    root = Page.get_first_root_node()
    body = first_body(is_demo=pictures)
    home = HomePage(title=settings.SHOP_NAME, slug="plain-home", body=body, **HOME)
    if pictures:
        home.hero_image = picture("home-hero.jpg", "Oils on an oak board")
    root.add_child(instance=home)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "root_page": home,
            "hostname": urlsplit(settings.SHOP_URL).hostname or "localhost",
            "port": urlsplit(settings.SHOP_URL).port
            or (443 if settings.SHOP_URL.startswith("https") else 80),
            "site_name": settings.SHOP_NAME,
        },
    )
    Site.clear_site_root_paths_cache()
    # Wagtail's own “Welcome” page would answer nowhere and only puzzle an editor.
    Page.objects.filter(depth=2, slug="home").exclude(pk=home.pk).delete()
    return True


def _make_info_page(
    home: HomePage, *, slug: str, title: str, intro: str, body: list[tuple[str, Any]]
) -> bool:
    if home.get_children().filter(slug=slug).exists():
        return False
    home.refresh_from_db()  # each child changes the parent's count of children
    home.add_child(instance=InfoPage(slug=slug, title=title, intro=intro, body=body))
    return True


def _body(slug: str) -> list[tuple[str, Any]]:
    """The text file as blocks: `<!-- name -->` on a line of its own stands for the block of that name."""
    source = (TEXTS / f"{slug}.html").read_text(encoding="utf-8")
    block = InfoPage.body.field.stream_block.child_blocks["text"]
    parts = [part.strip() for part in split(r"<!-- (\w+) -->", source)]
    return [
        ("text", block.to_python(part)) if index % 2 == 0 else (part, None)
        for index, part in enumerate(parts)
        if part
    ]
