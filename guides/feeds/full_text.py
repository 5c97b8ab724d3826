"""The full text of a guide for feeds: without forms, with absolute URLs and one file per picture."""

from urllib.parse import urljoin

from bs4 import BeautifulSoup
from django.conf import settings
from django.template.loader import render_to_string

from guides.listing.cards import GuideCard
from guides.models import GuidePage
from guides.page.context import build_context
from guides.page.source_notes import plain

FOR_PAGES_ONLY = {"product", "sign_up"}  # they are forms


def feed_text(card: GuideCard) -> str:
    """HTML; empty if the guide is no longer published."""
    page = GuidePage.objects.live().filter(pk=card.id).first()
    if page is None:
        return ""
    shown = build_context(page=page)
    blocks = [block for block in shown.blocks if block.block_type not in FOR_PAGES_ONLY]
    context = vars(shown) | {"page": page, "blocks": blocks, "guide_context": shown}
    return _for_readers(render_to_string("guides/feed_text.html", context), f"{settings.SHOP_URL}{card.url}")


def _for_readers(html: str, url: str) -> str:
    tree = BeautifulSoup(html, "html.parser")
    plain(tree)
    for element in tree.find_all(["source", "form", "script"]):
        element.decompose()
    for element in tree.find_all(True):
        for name in ("srcset", "sizes", "style"):
            del element[name]
        for name in ("href", "src"):
            if element.get(name):
                element[name] = urljoin(url, str(element[name]))
    return str(tree)
