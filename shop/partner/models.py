"""Partner models: Oscar's schema, unchanged."""

from oscar.apps.partner.models import *  # noqa: F403
