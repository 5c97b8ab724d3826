"""The back office opens only for a sign-in made with a second step, wherever it was made."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.utils import timezone

from shop.accounts.models import User
from shop.settings.accounts import staff_mfa
from tests.support.addresses import filled, office_routes
from tests.support.cast import signed_in
from tests.support.outbox import queued, send_queued
from tests.support.roles import shopkeeper_group
from tests.support.second_factor import an_app, code_of, typed_code, typed_password

pytestmark = pytest.mark.django_db
PAGES = ["/account/login/", "/office/login/"]
SIGN_OUT = {"office/logout/"}
PROVE = "/account/security/reauthenticate/"


@pytest.fixture(autouse=True)
def mode(settings: Any) -> str:
    settings.STAFF_MFA = "required"
    return "required"


@pytest.fixture
def cleo(cleo: User) -> User:
    """A shopkeeper."""
    cleo.groups.add(shopkeeper_group())
    return cleo


@pytest.mark.parametrize("page", PAGES)
def test_a_code_is_asked_for_after_the_password(page: str, cleo: User) -> None:
    secret = an_app(cleo)
    client, answer = typed_password(cleo, page)
    assert answer.url == "/account/security/authenticate/"
    assert client.get("/office/").status_code == 302
    assert typed_code(client, secret).url == "/office/"
    assert client.get("/office/").status_code == 200


def test_the_page_that_was_asked_for_comes_after_the_code(cleo: User) -> None:
    secret = an_app(cleo)
    client, _ = typed_password(cleo, next="/office/orders/")
    assert typed_code(client, secret).url == "/office/orders/"


def test_a_session_without_a_second_factor_must_prove_it(cleo: User) -> None:
    """As one made by any page that knows nothing of second steps."""
    secret = an_app(cleo)
    client = signed_in(cleo)
    answer = client.get("/office/?days=7")
    assert answer.url == f"{PROVE}?next=%2Foffice%2F%3Fdays%3D7"
    answer = client.post(answer.url, {"code": code_of(secret)})
    assert answer.url == "/office/?days=7"
    assert client.get(answer.url).status_code == 200


def test_adding_an_app_is_not_using_it(cleo: User) -> None:
    client, _ = typed_password(cleo)
    an_app(cleo)
    assert client.get("/office/").url.startswith(PROVE)


def test_a_recovery_code_opens_once(cleo: User) -> None:
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    an_app(cleo)
    code = RecoveryCodes.activate(cleo).get_unused_codes()[0]
    for status in (200, 302):
        client, _ = typed_password(cleo)
        client.post("/account/security/authenticate/", {"code": code})
        assert client.get("/office/").status_code == status


def test_without_a_second_factor_the_page_to_add_one_comes(cleo: User) -> None:
    client, _ = typed_password(cleo)
    answer = client.get("/office/", follow=True)
    assert answer.redirect_chain[0][0].startswith("/account/security/")
    assert "The office needs a second step at sign-in." in answer.content.decode()


def test_a_script_gets_no_page(cleo: User) -> None:
    client, _ = typed_password(cleo)
    assert client.get("/office/", headers={"X-Requested-With": "XMLHttpRequest"}).status_code == 403


def test_signing_out_is_always_possible(cleo: User) -> None:
    client, _ = typed_password(cleo)
    assert client.post("/office/logout/").url == "/office/login/"


def test_a_marketer_needs_it_too(mia: User) -> None:
    client, _ = typed_password(mia)
    assert client.get("/office/").url.startswith("/account/security/")


def test_no_address_of_the_back_office_opens_without_it(cleo: User) -> None:
    """Wagtail’s and ours, from the resolver; any values do, because no view is reached."""
    cleo.is_superuser = True
    cleo.save()
    client, _ = typed_password(cleo)
    routes = sorted({*office_routes()} - SIGN_OUT)
    assert len(routes) > 300
    answers = {route: client.get(filled(route, "1")) for route in routes}
    opened = {
        route: answer.status_code
        for route, answer in answers.items()
        if answer.status_code != 302 or not answer.url.startswith("/account/security/")
    }
    assert opened == {}


def test_shoppers_are_refused_as_before(ada: User) -> None:
    assert signed_in(ada).get("/office/").headers["Location"].startswith("/office/login/")


class TestGrace:
    @pytest.fixture(autouse=True)
    def mode(self, settings: Any) -> None:
        settings.STAFF_MFA = "grace"

    def test_it_lasts_seven_days_from_the_first_page(self, cleo: User) -> None:
        with time_machine.travel(timezone.now(), tick=False) as clock:
            client, _ = typed_password(cleo)
            assert "From" in client.get("/office/").content.decode()
            clock.shift(timedelta(days=6, hours=23))
            client, _ = typed_password(cleo)
            assert client.get("/office/").status_code == 200
            clock.shift(timedelta(hours=1))
            client, _ = typed_password(cleo)
            assert client.get("/office/").url.startswith("/account/security/")

    def test_who_has_a_second_factor_has_none(self, cleo: User) -> None:
        an_app(cleo)
        assert signed_in(cleo).get("/office/").url.startswith(PROVE)

    def test_the_reminder_names_the_day_in_the_office(self, mia: User) -> None:
        page = typed_password(mia)[0].get("/office/").content.decode()
        assert "Please add a passkey or an authenticator app." in page


def test_off_lets_in_and_says_so(cleo: User, mia: User, settings: Any) -> None:
    settings.STAFF_MFA = "off"
    for person in (cleo, mia):
        assert "Second steps are switched off" in signed_in(person).get("/office/").content.decode()


class TestHowLongASignInLasts:
    @pytest.fixture
    def clock(self) -> Any:
        with time_machine.travel(timezone.now(), tick=False) as clock:
            yield clock

    @pytest.fixture
    def client(self, clock: Any, cleo: User) -> Client:
        self.secret = an_app(cleo)
        client, _ = typed_password(cleo)
        typed_code(client, self.secret)
        return client

    def test_an_hour_without_use(self, client: Client, clock: Any) -> None:
        clock.shift(timedelta(minutes=59))
        assert client.get("/office/").status_code == 200
        clock.shift(timedelta(minutes=59))
        assert client.get("/office/").status_code == 200
        clock.shift(timedelta(minutes=61))
        assert client.get("/office/").url.startswith(PROVE)

    def test_what_a_page_asks_by_itself_is_no_use(self, client: Client, clock: Any) -> None:
        for _ in range(3):
            clock.shift(timedelta(minutes=21))
            client.get("/office/jsi18n/")
        assert client.get("/office/").url.startswith(PROVE)

    def test_sixteen_hours(self, client: Client, clock: Any) -> None:
        for _ in range(32):
            clock.shift(timedelta(minutes=30))
            assert client.get("/office/").status_code == 200
        clock.shift(timedelta(minutes=1))
        assert client.get("/office/").url.startswith(PROVE)
        client.post(PROVE, {"code": code_of(self.secret)})
        assert client.get("/office/").status_code == 200

    def test_the_password_alone_prolongs_nothing(self, client: Client, clock: Any) -> None:
        clock.shift(timedelta(hours=17))
        answer = client.post("/account/reauthenticate/", {"password": "correct horse battery"})
        assert answer.status_code == 302
        assert client.get("/office/").url.startswith(PROVE)


@pytest.mark.parametrize("word", ["", "on", "Required", "false"])
def test_another_word_stops_the_start(word: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="STAFF_MFA"):
        staff_mfa(word)


def test_the_secret_of_an_app_is_stored_encrypted(cleo: User, settings: Any) -> None:
    secret = an_app(cleo)
    stored = Authenticator.objects.get(user=cleo)
    assert secret not in str(stored.data)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another"
    assert stored.wrap().validate_code(code_of(secret))


def test_the_person_is_told_by_email(cleo: User, django_capture_on_commit_callbacks: Any) -> None:
    client, _ = typed_password(cleo)
    client.post("/account/reauthenticate/", {"password": "correct horse battery"})
    client.get("/account/security/totp/activate/")
    secret = client.session["mfa.totp.secret"]
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post("/account/security/totp/activate/", {"code": code_of(secret)})
    assert answer.url == "/account/security/recovery-codes/"
    send_queued()
    sent = queued("accounts.security_notice")
    assert [(one.subject, one.recipient, one.state) for one in sent] == [
        ("An app was added", cleo.email, "sent")
    ]
