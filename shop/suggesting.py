"""Whoever has more to suggest in the search field than products connects to this signal."""

from django.dispatch import Signal

# Sent with `text`; each receiver answers with a list of {"title": ..., "url": ...}.
suggesting = Signal()
