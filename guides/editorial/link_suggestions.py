"""Which guides and products the words of a guide are about, without a link to them."""

from guides.editorial.internal_links import Link, Targets, links_of
from guides.listing.cards import GuideCard
from guides.listing.snapshot import current_guides
from guides.models import GuidePage
from shop.catalogue.listing.item import ListingItem
from shop.catalogue.listing.snapshot import current_catalogue
from shop.catalogue.models import Product
from shop.search_engine.vocabulary import singular, words_in

MOST = 3
FEWEST = 2  # words of a title that the text must have; a single one stands in any text
COMMON = frozenset(
    ("a", "an", "and", "are", "as", "at", "by", "for", "from", "how", "in", "is", "it", "of", "on", "or")
    + ("the", "they", "to", "what", "when", "where", "who", "with")
)


def suggested_links(guide: GuidePage) -> list[str]:
    """The titles of up to three others: guides whose telling words it has, and products that it names."""
    text = " ".join(guide.body.stream_block.get_searchable_content(guide.body))
    links, words = links_of(guide.body), _telling(text)
    found = [one.title for one in _others(guide, links) if _is_about(one.title, words)]
    named = [one.title for one in _products(links) if one.title.casefold() in text.casefold()]
    return [*named, *found][:MOST]


def _products(links: list[Link]) -> list[ListingItem]:
    linked = {link.key for link in links if link.model is Product}
    addresses = {link.address for link in links}
    items = current_catalogue().items
    return [one for one in items if one.id not in linked and one.url not in addresses]


def _others(guide: GuidePage, links: list[Link]) -> list[GuideCard]:
    """Guides without a link to them; the parts of its own series are linked by the page itself."""
    targets, own = Targets(), guide.get_parent().pk if guide.path else None
    linked = {guide.pk, *map(targets.page_of, links)}
    newest = current_guides().newest
    return [one for one in newest if one.id not in linked and not (one.series and one.series.id == own)]


def _is_about(title: str, words: set[str]) -> bool:
    telling = _telling(title)
    return len(telling) >= FEWEST and telling <= words


def _telling(text: str) -> set[str]:
    return {singular(word) for word in words_in(text) if word not in COMMON}
