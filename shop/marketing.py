"""What buyers say about marketing; whoever keeps such choices connects here.

Both are sent after the commit, and a fault of a receiver never harms the order.
"""

from django.dispatch import Signal

# An order was placed: `order=`, and `refused=`, the box at the checkout.
asked_buyer = Signal()
# An order was paid: `order=`.
bought = Signal()
