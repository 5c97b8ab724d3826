"""How long the office's screens take in a shop with three years of orders: `make bench-office`."""
