"""Basket models: Oscar's, unchanged."""

from oscar.apps.basket.models import *  # noqa: F403
