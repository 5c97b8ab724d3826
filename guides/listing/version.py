"""The guides' version: changes with every page and snippet that a guide shows."""

from shop.caching.version import CacheVersion

guides = CacheVersion("guides")
guides_version = guides.current
bump_guides_version = guides.bump_on_commit
