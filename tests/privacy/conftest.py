"""Signing up, as the newsletter's tests do."""

from tests.guides.newsletter.conftest import free_guide, signs_up

__all__ = ["free_guide", "signs_up"]
