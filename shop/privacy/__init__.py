"""Retention periods, retention rules, and the registries for personal data and cookies."""
