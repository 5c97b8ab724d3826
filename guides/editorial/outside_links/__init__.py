"""Checks whether links to other sites still lead somewhere."""
