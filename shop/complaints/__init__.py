"""Complaints about how the shop uses personal data (Data Protection Act 2018, s. 164A)."""
