"""The same for “English”, which colleagues may choose in their account; Django's own is American."""

from shop.settings.formats.en_GB.formats import *  # noqa: F403
