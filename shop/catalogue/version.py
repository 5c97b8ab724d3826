"""The catalogue’s cache version: it changes with products, prices, pictures, reviews, displayed stock."""

from shop.caching.version import CacheVersion

catalogue = CacheVersion("catalogue")
catalogue_version = catalogue.current
bump_catalogue_version = catalogue.bump_on_commit
