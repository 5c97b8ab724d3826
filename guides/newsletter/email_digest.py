"""Keyed hashes of email addresses, for records that must not contain the address."""

from shop.privacy.address_digest import digest

__all__ = ["digest"]
