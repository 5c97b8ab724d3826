"""The shop as tests have it, on a database of its own; a person reads each page, so nothing is printed."""

from shop.settings.test import *  # noqa: F403

LOGGING = {"version": 1, "disable_existing_loggers": True}
