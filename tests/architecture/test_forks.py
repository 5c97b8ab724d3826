"""Oscar's loader silently falls back to its own class, so every override is loaded by name."""

import importlib
import inspect
from collections.abc import Iterator
from pathlib import Path

import oscar
import pytest
from django.apps import apps
from django.conf import settings
from oscar.core.loading import get_class, get_model

OSCAR = Path(oscar.__file__).parent / "apps"
SHOP = Path(settings.BASE_DIR) / "shop"
# Found by other means: the app registry by path, Django by folder, models by their own registry.
REGISTERED = ("apps", "models", "abstract_models", "migrations", "management", "templatetags", "admin")


def _modules() -> Iterator[str]:
    """Our modules at the paths that Oscar's loader tries first, such as `order.utils`."""
    for file in sorted(SHOP.rglob("*.py")):
        path = file.relative_to(SHOP).with_suffix("")
        if (OSCAR / path).with_suffix(".py").exists() and not set(path.parts) & set(REGISTERED):
            yield ".".join(path.parts)


def overrides() -> Iterator[tuple[str, str]]:
    """Each class that our module defines and Oscar's module of the same name has, too."""
    for module in _modules():
        oscars = importlib.import_module(f"oscar.apps.{module}")
        ours = importlib.import_module(f"shop.{module}")
        for name, _ in inspect.getmembers(oscars, inspect.isclass):
            found = getattr(ours, name, None)
            if inspect.isclass(found) and found.__module__.startswith(("shop.", "guides.")):
                yield module, name


OVERRIDES = sorted(overrides())


def test_there_are_as_many_as_there_were() -> None:
    """A walk that finds nothing would prove nothing."""
    assert len(OVERRIDES) > 30


@pytest.mark.parametrize(("module", "name"), OVERRIDES)
def test_oscar_finds_our_class(module: str, name: str) -> None:
    ours = getattr(importlib.import_module(f"shop.{module}"), name)
    assert get_class(module, name) is ours


def test_each_fork_is_the_installed_app() -> None:
    installed = {config.name for config in apps.get_app_configs()}
    modules = {path.rsplit(".apps.", 1)[0] for path in settings.FORKS.values() if ".apps." in path}
    assert modules <= installed


def test_no_fork_was_misspelled() -> None:
    assert not [fork for fork in settings.FORKS.values() if fork not in settings.INSTALLED_APPS]


@pytest.mark.parametrize("fork", sorted(path for path in settings.FORKS.values() if ".apps." in path))
def test_the_registry_has_our_models(fork: str) -> None:
    """`from oscar.apps.x.models import *` before our own classes would register Oscar's instead."""
    package = fork.rsplit(".apps.", 1)[0]
    label = next(config.label for config in apps.get_app_configs() if config.name == package)
    ours = [
        model for model in apps.get_app_config(label).get_models() if model.__module__.startswith(package)
    ]
    assert all(get_model(label, model.__name__) is model for model in ours)
