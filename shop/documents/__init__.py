"""Invoices and credit notes: numbered, stored as they were issued, never edited."""
