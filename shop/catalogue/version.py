"""The catalogue's version: changes with products, prices, pictures, reviews, and stock that pages tell."""

from django.dispatch import Signal

from shop.caching.version import CacheVersion

# Sent with `instance`, a stock record, where pages tell its stock and it was changed without being saved.
displayed_stock_changed = Signal()

catalogue = CacheVersion("catalogue")
catalogue_version = catalogue.current
bump_catalogue_version = catalogue.bump_on_commit
