"""What is deleted when, with the numbers of the next night; looking changes nothing."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone

from shop.backoffice.settings.retention import next_run
from shop.london import LONDON
from shop.mail.models import OutboxEmail
from shop.privacy.rules import all_rules

pytestmark = pytest.mark.django_db
HERE = "/office/shop-settings/retention/"


def rows(client: Client) -> dict[str, tuple[str, str]]:
    """By what goes: how long it is kept, and how many rows go next."""
    page = BeautifulSoup(client.get(HERE).content, "html.parser")
    found: dict[str, tuple[str, str]] = {}
    for row in page.select("tbody tr"):
        what, kept, number = row.select("td")
        values = [cell.select("span")[-1].get_text(strip=True) for cell in (kept, number)]
        found[what.get_text(strip=True)] = (values[0], values[1])
    return found


def test_every_rule_has_its_period_and_its_number(owner: Client) -> None:
    shown = rows(owner)
    assert {what: kept for what, (kept, _) in shown.items()} == {
        rule.what: rule.lasts for rule in all_rules()
    }
    assert len(shown) == len(all_rules())


def test_what_goes_next_is_counted_and_stays(owner: Client) -> None:
    old = timezone.now() - timedelta(days=400)
    OutboxEmail.objects.create(kind="accounts.code", state="sent", created_at=old)
    assert [rows(owner)["emails “Code”"][1] for _ in range(2)] == ["1", "1"]
    assert OutboxEmail.objects.exists()


@pytest.mark.parametrize(("now", "night"), [((29, 3, 0), (29, 3, 33)), ((29, 3, 34), (30, 3, 33))])
def test_the_next_night_is_that_of_the_task(now: Any, night: Any) -> None:
    at = [datetime(2026, 11, *given, tzinfo=LONDON) for given in (now, night)]
    assert next_run(at[0]) == at[1]


def test_packers_don_t_look(packer: Client) -> None:
    assert packer.get(HERE).status_code == 302
