"""Public pages that are stored whole: for how long, what empties them, and a cache in front of the shop."""

from shop.settings.env import env

VERSION_SECONDS = 0.25  # how long a process may believe the version it has read
PAGE_CACHE = env.bool("PAGE_CACHE", True)
PAGE_CACHE_SECONDS = 60  # dates on pages follow the clock
# A cache in front of the shop is told what to forget: Varnish or nginx by PURGE requests, or Cloudflare.
FRONT_CACHE_URL = env.str("FRONT_CACHE_URL", "")
CLOUDFLARE_ZONE_ID = env.str("CLOUDFLARE_ZONE_ID", "")
WAGTAILFRONTENDCACHE: dict[str, dict[str, str]] = {}
if FRONT_CACHE_URL:
    WAGTAILFRONTENDCACHE["proxy"] = {
        "BACKEND": "wagtail.contrib.frontend_cache.backends.HTTPBackend",
        "LOCATION": FRONT_CACHE_URL,
    }
if CLOUDFLARE_ZONE_ID:
    WAGTAILFRONTENDCACHE["cloudflare"] = {
        "BACKEND": "wagtail.contrib.frontend_cache.backends.CloudflareBackend",
        "ZONEID": CLOUDFLARE_ZONE_ID,
        "BEARER_TOKEN": env.str("CLOUDFLARE_TOKEN"),
    }
PAGE_CACHE_VERSIONS = [
    "shop.catalogue.listing.snapshot.snapshot_version",
    "guides.listing.snapshot.snapshot_version",
]
PAGE_CACHE_FURTHER = {"/search/": "shop.search_engine.index.index_version"}
PAGE_CACHE_WATCHES = [
    "newsletter.FreeGuide",
    "offer.ConditionalOffer",
    "offer.Range",
    "offer.RangeProduct",
    "order.TermsVersion",
    "shipping.Closure",
    "shipping.DeliveryRate",
    "shipping.DispatchHours",
    "shipping.FreeDeliveryRule",
    "trader.Announcement",
    "trader.Brand",
    "trader.ContributionSettings",
    "trader.Footer",
    "trader.Header",
    "trader.TraderDetails",
    "trader.VatRate",
    "trader.VatRegistration",
    "wagtailredirects.Redirect",
]
