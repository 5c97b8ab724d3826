"""Express checkout: a wallet names the address, we price it, and `place_order` makes the order.

The sheet is Stripe's Express Checkout Element or the simulator's; what it says of amounts is never read.
"""
