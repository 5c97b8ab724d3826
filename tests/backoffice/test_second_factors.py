"""The owner resets a colleague's second step, and proves their own again before giving power."""

import re
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from shop.accounts.emails import security_notice
from shop.accounts.models import User
from shop.accounts.second_factor import factors_of
from shop.backoffice.roles import OWNER, PACKER, SHOPKEEPER
from shop.payment.models import Refund
from tests.backoffice.test_people import edit, roles, with_role
from tests.support.cast import signed_in
from tests.support.factories import a_product
from tests.support.outbox import queued
from tests.support.purchases import a_paid_order, the_payment
from tests.support.second_factor import an_app, code_of, typed_code, typed_password

pytestmark = pytest.mark.django_db
PROVE = "/account/security/reauthenticate/"


@pytest.fixture
def olive(db: None) -> User:
    return with_role("olive", OWNER)


@pytest.fixture
def pat(db: None) -> User:
    pat = with_role("pat", PACKER)
    an_app(pat)
    return pat


def page(person: User) -> str:
    return f"/office/users/factor/{person.pk}/"


def test_it_is_asked_first(olive: User, pat: User) -> None:
    client = signed_in(olive)
    assert page(pat) in client.get(edit(pat)).content.decode()
    assert "Do this only if you have spoken to" in client.get(page(pat)).content.decode()
    assert factors_of(pat) == {"totp"}


def test_it_is_removed_logged_and_both_are_told(olive: User, pat: User) -> None:
    hers, _ = typed_password(pat)
    assert signed_in(olive).post(page(pat)).url == edit(pat)
    assert factors_of(pat) == set()
    entry = ModelLogEntry.objects.get(action="office.second_factor_reset")
    assert (entry.user, entry.object_id) == (olive, str(pat.pk))
    assert [one.recipient for one in queued("accounts.security_notice")] == [pat.email, olive.email]
    assert hers.get("/account/").status_code == 302


def test_the_owners_email_names_the_colleague(olive: User, pat: User) -> None:
    signed_in(olive).post(page(pat))
    to_owner = security_notice(**queued("accounts.security_notice")[1].args)
    assert to_owner and f"The second step of {pat.email} ({pat.email}) was reset" in to_owner.text


@pytest.mark.parametrize("who", ["shopkeeper", "self", "administrator"])
def test_the_guards_are_those_of_roles(who: str, olive: User, pat: User) -> None:
    an_app(olive)
    root = User.objects.create_superuser("root@example.com", "correct horse battery")
    an_app(root)
    by, person = {
        "shopkeeper": (with_role("sam", SHOPKEEPER), pat),
        "self": (olive, olive),
        "administrator": (olive, root),
    }[who]
    signed_in(by).post(page(person))
    assert factors_of(person) == {"totp"}
    assert signed_in(by).get(page(person)).status_code in (302, 403)


class TestAgain:
    @pytest.fixture
    def clock(self, settings: Any) -> Any:
        settings.STAFF_MFA = "required"
        with time_machine.travel(timezone.now(), tick=False) as clock:
            yield clock

    @pytest.fixture
    def client(self, clock: Any, olive: User) -> Client:
        self.secret = an_app(olive)
        client, _ = typed_password(olive)
        typed_code(client, self.secret)
        return client

    def test_within_a_quarter_of_an_hour_it_is_not_asked_for(self, client: Client, pat: User) -> None:
        client.post(edit(pat), {"roles": ["Shopkeeper"]})
        assert roles(pat) == {"Shopkeeper"}

    def test_later_it_is_and_what_was_posted_is_done(self, client: Client, clock: Any, pat: User) -> None:
        clock.shift(timedelta(minutes=16))
        answer = client.post(edit(pat), {"roles": ["Shopkeeper"]})
        assert answer.url.startswith(PROVE)
        assert roles(pat) == {"Packer"}
        client.post(PROVE, {"code": code_of(self.secret), "next": edit(pat)})
        assert roles(pat) == {"Shopkeeper"}

    @pytest.mark.parametrize("deed", ["leave", "factor", "invite"])
    def test_it_is_for_every_deed(self, client: Client, clock: Any, pat: User, deed: str) -> None:
        clock.shift(timedelta(minutes=16))
        assert client.post(f"/office/users/{deed}/{pat.pk}/").url.startswith(PROVE)
        pat.refresh_from_db()
        assert (pat.is_active, factors_of(pat)) == (True, {"totp"})

    def test_a_new_person_needs_it_too(self, client: Client, clock: Any) -> None:
        clock.shift(timedelta(minutes=16))
        data = {"first_name": "N", "last_name": "N", "email": "n@example.com", "roles": ["Packer"]}
        assert client.post("/office/users/new/", data).url.startswith(PROVE)
        assert not User.objects.filter(email="n@example.com").exists()

    def test_off_asks_nobody(self, clock: Any, settings: Any, olive: User, pat: User) -> None:
        settings.STAFF_MFA = "off"
        an_app(olive)
        signed_in(olive).post(edit(pat), {"roles": ["Shopkeeper"]})
        assert roles(pat) == {"Shopkeeper"}

    def test_a_refund_above_the_limit_needs_it(self, client: Client, clock: Any, settings: Any) -> None:
        order = a_paid_order(a_product(stock=5), quantity=2)
        url = f"/office/orders/{order.number}/refund/{the_payment(order).pk}/"
        key = re.findall(r'name="key" value="([0-9a-f-]{36})"', client.get(url).content.decode())[0]
        data = {"key": key, "reason": "cancelled", "note": "", "other": "6.00", "seen": "600"}
        clock.shift(timedelta(minutes=16))
        settings.REFUND_LIMIT = Decimal("5.00")
        assert client.post(url, data).url.startswith(PROVE)
        assert not Refund.objects.exists()
        settings.REFUND_LIMIT = Decimal("6.00")
        client.post(url, data)
        assert Refund.objects.get().amount_minor == 600
