"""The privacy notice has a line for each table about people, each email and each cookie."""

import ast
import re
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core import mail  # noqa: F401
from django.test import Client
from django.utils import timezone
from django.utils.html import strip_tags

from guides.demo.pages import load_pages
from guides.models import InfoPage
from guides.newsletter.consent.privacy_version import current_version
from guides.newsletter.models import Consent
from guides.privacy import RECORDS
from shop.mail.kinds import all_kinds
from shop.mail.privacy_notice import by_period, to_people
from shop.privacy import periods, retention, rules
from shop.privacy.cookies import all_cookies
from shop.privacy.personal_data import exported
from tests.mail.examples import ARGS, NOTICE
from tests.support.cast import PASSWORD
from tests.support.factories import a_product

pytestmark = pytest.mark.django_db


@pytest.fixture
def notice(settings: Any, tmp_path: Any) -> str:
    settings.MEDIA_ROOT = tmp_path
    load_pages(pictures=False)
    return unescape(strip_tags(Client().get("/privacy/").content.decode()))


def test_each_table_about_people_has_a_record_and_each_record_a_line(notice: str) -> None:
    told = {table for record in RECORDS for table in record.tables}
    assert exported - told == set()
    assert [record.what for record in RECORDS if record.what not in notice] == []


def test_each_email_to_people_has_a_line(notice: str) -> None:
    staff = {name for name, make in ARGS.items() if make() == NOTICE} | {"newsletter.test", "other"}
    assert {kind.name for kind in to_people()} >= {kind.name for kind in all_kinds()} - staff
    assert [kind.label for kind in to_people() if kind.label not in notice] == []


def test_each_cookie_that_is_set_has_a_line(notice: str, ada: Any) -> None:
    client, product = Client(), a_product()
    client.get(f"/basket/add/{product.pk}/")
    client.post(f"/basket/add/{product.pk}/", {"quantity": 1})
    client.get(product.get_absolute_url())
    client.get("/checkout/")
    client.post("/account/login/", {"username": ada.email, "password": PASSWORD})
    assert {"sessionid", "known_device", "shop_basket"} <= set(client.cookies)
    assert set(client.cookies) <= {cookie.name for cookie in all_cookies()}
    assert [cookie.name for cookie in all_cookies() if cookie.name not in notice] == []


def test_no_code_sets_a_cookie_that_the_list_lacks() -> None:
    """A new call must be added to the list of cookies and here."""
    found = set()
    for file in [
        *Path(settings.BASE_DIR, "shop").rglob("*.py"),
        *Path(settings.BASE_DIR, "guides").rglob("*.py"),
    ]:
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Attribute) and node.attr in {"set_cookie", "set_signed_cookie"}:
                found.add(str(file.relative_to(settings.BASE_DIR)))
    assert found == {
        "shop/basket/cookie.py",
        "shop/accounts/known_device.py",
        "shop/checkout/unpaid_orders.py",
    }


def test_what_the_law_wants_is_said(notice: str) -> None:
    for words in ("Stripe", "22(3)", "object to marketing at any time", "csrftoken", "a year", "disputes"):
        assert words in notice


def test_each_rule_is_about_a_table_of_the_notice() -> None:
    told = {table for record in RECORDS for table in record.tables} | {"newsletter.SignUp"}
    assert {rule.due(timezone.now()).model._meta.label for rule in rules.all_rules()} <= told


def test_each_rule_is_shown_with_its_period(notice: str) -> None:
    shown = {key for record in RECORDS for key in record.rules}
    assert shown == {rule.key for rule in rules.all_rules() if not rule.key.startswith("email-")}
    words = " ".join(notice.split())
    assert [rule.key for rule in rules.all_rules() if rule.key in shown and rule.lasts not in words] == []


def test_each_period_of_an_email_is_that_of_its_rule() -> None:
    kept = {rule.what: rule.period for rule in rules.all_rules() if rule.key.startswith("email-")}
    shown = [(label, period) for labels, period in by_period() for label in labels.split(", ")]
    assert shown
    assert [label for label, period in shown if kept[f"emails “{label}”"] != period] == []


def test_no_period_is_typed() -> None:
    period = re.compile(r"\d|\b(?:day|week|month|year)s?\b")
    typed = [re.sub(r"{[^}]+}", "", record.kept) for record in RECORDS]
    assert [words for words in typed if period.search(words.replace("days on which your mailbox", ""))] == []


def test_a_rule_s_new_period_is_in_the_notice_at_once(monkeypatch: Any) -> None:
    changed = [replace(rule, period="a fortnight") for rule in retention.RULES]
    monkeypatch.setitem(rules._sources, "The shop", lambda: changed)
    assert "a fortnight after the parcel was sent" in [record.how_long for record in RECORDS]


def test_complaints_have_a_form_and_the_law_s_days(notice: str) -> None:
    assert "We confirm that we have it within 30 days" in " ".join(notice.split())
    assert 'href="/data-complaint/"' in Client().get("/privacy/").content.decode()


@pytest.mark.parametrize(
    ("days", "words"), [(30, "30 days"), (365, "a year"), (730, "two years"), (2192, "six years")]
)
def test_periods_are_named_as_people_say_them(days: int, words: str) -> None:
    assert periods.in_words(days) == words


def test_the_version_follows_from_the_text(notice: str, free_guide: Any, signs_up: Any) -> None:
    signs_up(news="on")
    first = current_version()
    assert Consent.objects.latest("pk").privacy_version == first
    page = InfoPage.objects.get(slug="privacy")
    page.intro = "Another sentence."
    page.save_revision().publish()
    assert current_version() != first
    assert current_version() == current_version()
    assert len(current_version()) <= 20


def test_the_version_follows_from_the_data_too(notice: str, monkeypatch: Any) -> None:
    from guides.newsletter.consent import privacy_version
    from guides.templatetags import privacy

    first = current_version()
    privacy_version._version.cache_clear()
    monkeypatch.setattr(privacy, "RECORDS", RECORDS[1:])
    assert current_version() != first
    privacy_version._version.cache_clear()
