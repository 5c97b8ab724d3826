"""Oscar's loader falls back to its own class in silence: each override is asked for by name."""

import pytest
from django.apps import apps
from django.conf import settings

FORKED = ["basket", "catalogue", "checkout", "customer", "dashboard", "order", "partner", "payment"]


@pytest.mark.parametrize("label", [*FORKED, "reviews", "search", "shipping"])
def test_the_fork_is_the_installed_app(label: str) -> None:
    assert apps.get_app_config(label).name.startswith("shop.")


def test_no_fork_was_misspelled() -> None:
    assert not [fork for fork in settings.FORKS.values() if fork not in settings.INSTALLED_APPS]
