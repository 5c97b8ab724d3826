"""What people may ask about themselves; whoever keeps their address connects here."""

from django.dispatch import Signal

# Sent with `email=`: a receiver returns what it holds about the address, as a dict of plain values.
exporting = Signal()
# Sent with `email=` inside a transaction: a receiver forgets what it may, and returns in sentences
# what it removed and what it keeps, with the reason.
erasing = Signal()
