"""Routine to bottle: how long each size lasts and what it costs a week."""
