"""RSS feeds of all guides and of each series."""

from functools import partial
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.feedgenerator import Enclosure, Rss201rev2Feed

from guides.feeds.enclosures import enclosures_of
from guides.feeds.full_text import feed_text
from guides.listing.cards import GuideCard, Series
from guides.listing.snapshot import current_guides
from shop.caching.responses import CachedResponses
from shop.caching.site_version import site
from shop.trader.header import shop_name

MOST = 30
_written = CachedResponses(most=50)


class FullTextFeed(Rss201rev2Feed):
    """RSS with the full text in `content:encoded`."""

    def rss_attributes(self) -> dict[str, str]:
        attributes: dict[str, str] = super().rss_attributes()
        return attributes | {"xmlns:content": "http://purl.org/rss/1.0/modules/content/"}

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content:encoded", item["text"])


class GuidesFeed(Feed):
    """`/guides/feed/`"""

    feed_type = FullTextFeed
    link = f"{settings.SHOP_URL}/guides/"
    description = "Massage, oils and the first months, explained slowly."
    language = "en-gb"

    def title(self) -> str:
        """Called by Django for the feed’s name; read at each request, because an owner may change it."""
        return f"{shop_name()}: guides"

    def __call__(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """The feed, cached for this version of the guides."""
        write = partial(super().__call__, request, *args, **kwargs)
        return _written.answer(request.path, state=(current_guides().version, site.current()), write=write)

    def get_feed(self, obj: Any, request: HttpRequest) -> Any:
        """Use SHOP_URL for the feed's own URL; Django would use its sites table."""
        feed = super().get_feed(obj, request)
        feed.feed["feed_url"] = f"{settings.SHOP_URL}{request.path}"
        return feed

    def items(self, obj: Any = None) -> list[GuideCard]:
        return current_guides().newest[:MOST]

    def item_title(self, item: Any) -> Any:
        return item.title

    def item_description(self, item: Any) -> str:
        return str(item.introduction)

    def item_extra_kwargs(self, item: Any) -> dict[str, Any]:
        return super().item_extra_kwargs(item) | {"text": feed_text(item)}

    def item_enclosures(self, item: Any) -> list[Enclosure]:
        return enclosures_of(item.cover)

    def item_link(self, item: Any) -> str:
        return f"{settings.SHOP_URL}{item.url}"

    item_guid_is_permalink = False

    def item_guid(self, item: Any) -> str:
        """Independent of the URL: otherwise a moved guide would appear as new."""
        return f"{urlsplit(settings.SHOP_URL).hostname}:guide:{item.id}"

    def item_pubdate(self, item: Any) -> Any:
        return item.published

    def item_updateddate(self, item: Any) -> Any:
        return item.updated

    def item_author_name(self, item: Any) -> str:
        return str(item.author)

    def item_categories(self, item: Any) -> Any:
        return item.tags


class SeriesFeed(GuidesFeed):
    """`/guides/<series>/feed/`: the parts, latest first."""

    def get_object(self, request: HttpRequest, series: str) -> Series:
        found = next((one for one in current_guides().series.values() if one.slug == series), None)
        if found is None:
            raise Http404
        return found

    def title(self, obj: Series) -> str:  # type: ignore[override]
        return f"{shop_name()}: {obj.title}"

    def link(self, obj: Series) -> str:  # type: ignore[override]
        return f"{settings.SHOP_URL}{obj.url}"

    def description(self, obj: Series) -> str:  # type: ignore[override]
        return obj.introduction

    def items(self, obj: Any = None) -> list[GuideCard]:
        return list(reversed(obj.out))
