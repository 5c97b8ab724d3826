"""Customer models: Oscar's, unchanged."""

from oscar.apps.customer.models import *  # noqa: F403
