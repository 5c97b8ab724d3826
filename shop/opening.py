"""The moment a new shop is set up; whoever has something to prepare for it connects here."""

from django.dispatch import Signal

# Sent by `manage.py setup_shop`; a receiver prepares its part once and returns what it made, in words.
set_up_shop = Signal()
