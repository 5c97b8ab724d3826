"""Recalls: stop the sale of bad batches, find everybody who bought of them, tell them, and prove it."""
