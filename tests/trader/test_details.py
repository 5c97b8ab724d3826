"""Who sells: the environment's details at first, then the newest ones that the office saved."""

import ast
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as project

from shop.accounts.models import User
from shop.integrity.immutable_rows import NeverEdited
from shop.integrity.versions import ChangedMeanwhile
from shop.trader.details import change_trader, first_trader, stored_trader
from shop.trader.models import TraderDetails

ROOT = Path(project.BASE_DIR)


@pytest.mark.django_db
def test_until_somebody_saves_the_environment_says_it(settings: Any) -> None:
    settings.TRADER = settings.TRADER | {"name": "Ann Lee"}
    assert stored_trader().name == "Ann Lee"


@pytest.mark.django_db
def test_the_newest_row_is_in_force_and_the_others_stay(cleo: User) -> None:
    for seen, name in enumerate(["One Ltd", "Two Ltd"]):
        change_trader(details=replace(first_trader(), name=name), by_id=cleo.pk, seen=seen)
    assert stored_trader().name == "Two Ltd"
    assert [row.name for row in TraderDetails.objects.all()] == ["Two Ltd", "One Ltd"]


@pytest.mark.django_db
def test_whoever_saw_older_details_is_told(cleo: User) -> None:
    change_trader(details=first_trader(), by_id=cleo.pk, seen=0)
    with pytest.raises(ChangedMeanwhile):
        change_trader(details=replace(first_trader(), name="Late Ltd"), by_id=cleo.pk, seen=0)


@pytest.mark.django_db
def test_two_at_once_leave_one(cleo: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both have read that nobody saved anything yet."""
    change_trader(details=first_trader(), by_id=cleo.pk, seen=0)
    monkeypatch.setattr("shop.integrity.versions.newest_turn", lambda model: 0)
    with pytest.raises(ChangedMeanwhile):
        change_trader(details=replace(first_trader(), name="Late Ltd"), by_id=cleo.pk, seen=0)
    assert TraderDetails.objects.count() == 1


@pytest.mark.django_db
def test_a_row_is_never_changed(cleo: User) -> None:
    row = change_trader(details=first_trader(), by_id=cleo.pk, seen=0)
    with pytest.raises(NeverEdited):
        row.save()
    with pytest.raises(NeverEdited):
        TraderDetails.objects.update(name="Another Ltd")


def readers(name: str) -> Iterator[str]:
    """The modules that name this setting; those who set it aside."""
    for folder in ("shop", "guides"):
        for file in (ROOT / folder).rglob("*.py"):
            if "settings" in file.relative_to(ROOT).parts[:2]:
                continue
            tree = ast.parse(file.read_text())
            if any(isinstance(node, ast.Attribute) and node.attr == name for node in ast.walk(tree)):
                yield str(file.relative_to(ROOT))


@pytest.mark.parametrize(
    ("name", "reader"), [("TRADER", "shop/trader/details.py"), ("VAT_REGISTERED", "shop/trader/vat.py")]
)
def test_one_module_reads_what_the_environment_says_at_first(name: str, reader: str) -> None:
    assert list(readers(name)) == [reader]
