"""Colours and logo that pages and emails have now."""

from shop.caching.site_version import site
from shop.caching.version import LocalCache
from shop.integrity.versions import add_version
from shop.trader.appearance import Brand, Logo
from shop.trader.palette import Colours

_row: LocalCache[str, tuple[Brand | None]] = LocalCache(most=1, seconds=60)


def current_brand() -> Brand | None:
    """None while the shop has its own colours and mark; a change is seen with the site's next version."""
    row, *_ = _row.get("now", state=site.current(), make=lambda: (stored_brand(),))
    return row


def stored_brand() -> Brand | None:
    """The same as it stands in the database; its logo comes without the picture."""
    return Brand.objects.select_related("logo").defer("logo__content").first()


def change_brand(*, light: Colours, dark: Colours, logo: Logo | None, by_id: int, seen: int) -> Brand:
    """From now on. A logo that isn't stored yet is stored with it. Raises ChangedMeanwhile."""
    if logo and logo.pk is None:
        logo.save()
    row = Brand(
        main_light=light.main,
        strong_light=light.strong,
        main_dark=dark.main,
        strong_dark=dark.strong,
        logo=logo,
        by_id=by_id,
    )
    return add_version(row, seen=seen)
