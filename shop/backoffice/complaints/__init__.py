"""Complaints about personal data: the list, entering one, acknowledging and answering it."""
