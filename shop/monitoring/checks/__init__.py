"""The checks of the shop's own services; rooms above register theirs in `shop/monitoring/registry.py`."""
