"""The catalogue's version: changes with products, prices, pictures, reviews, and stock that pages tell."""

from shop.caching.version import CacheVersion

catalogue = CacheVersion("catalogue")
catalogue_version = catalogue.current
bump_catalogue_version = catalogue.bump_on_commit
