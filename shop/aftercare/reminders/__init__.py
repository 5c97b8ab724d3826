"""One email before a bottle is empty, for buyers who ask for it."""
