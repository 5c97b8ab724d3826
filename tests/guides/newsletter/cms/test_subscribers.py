"""The page of subscribers: finding people, tags, adding by hand, unsubscribing at request."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from guides.newsletter.cms import subscriber_list
from guides.newsletter.consent import tags
from guides.newsletter.consent.data_rights import subscription_of
from guides.newsletter.email_digest import digest
from guides.newsletter.models import Consent, Permission, SavedAudience, Subscriber, Suppression
from shop.accounts.models import User
from tests.guides.newsletter.cms.test_send import sender  # noqa: F401
from tests.guides.newsletter.sending.test_delivery import a_reader
from tests.support.cast import signed_in
from tests.support.html import html_of

pytestmark = pytest.mark.django_db
PATH = "/office/newsletter/subscribers/"
GIVEN = {
    "email": "wilma@example.com",
    "purposes": ["news", "offers"],
    "words": "At the Stroud market: “Yes, email me”",
    "on": "2026-05-01",
}


@pytest.fixture
def client(sender: User) -> Client:  # noqa: F811
    return signed_in(sender)


def emails(**narrowed: str) -> list[str]:
    return sorted(subscriber_list.found(**narrowed).values_list("email", flat=True))


def test_part_of_an_address_finds_people(client: Client) -> None:
    a_reader("wilma@example.com")
    a_reader("fred@example.org")
    page = html_of(client.get(PATH, {"q": "EXAMPLE.ORG"}))
    assert "fred@example.org" in page and "wilma@example.com" not in page and "1 person" in page


def test_whole_address_opens_the_person(client: Client) -> None:
    person = a_reader("wilma@example.com")
    assert client.get(PATH, {"q": " Wilma@example.com"}).headers["Location"] == f"{PATH}{person.pk}/"


def test_states_are_told_apart() -> None:
    a_reader("gets@example.com")
    a_reader("pauses@example.com", paused_until=timezone.localdate() + timedelta(days=9))
    a_reader("left@example.com", state=Subscriber.LEFT)
    a_reader("asked@example.com", state=Subscriber.UNCONFIRMED)
    gone = a_reader("gone@example.com")
    Suppression.objects.create(email_hash=gone.email_hash, reason="bounced")
    assert [emails(state=state) for state in ("active", "paused", "left", "unconfirmed", "never")] == [
        [f"{name}@example.com"] for name in ("gets", "pauses", "left", "asked", "gone")
    ]


def test_row_has_the_day_of_the_consent_record(client: Client) -> None:
    client.post(f"{PATH}add/", GIVEN)
    page = html_of(client.get(PATH))
    assert "News, 01/05/2026" in page and "Added by hand" in page


def test_page_asks_a_fixed_number_of_queries(django_assert_max_num_queries: Any) -> None:
    for number in range(30):
        tags.add(person=a_reader(f"p{number}@example.com"), name="market")
    people = subscriber_list.found().prefetch_related("permissions", "tags")
    with django_assert_max_num_queries(6):
        assert len(subscriber_list.rows_of(people)) == 30


def test_person_added_by_hand_has_the_words_said(client: Client) -> None:
    client.post(f"{PATH}add/", GIVEN)
    assert set(Permission.objects.values_list("purpose", flat=True)) == {"news", "offers"}
    row = Consent.objects.filter(action=Consent.CONFIRMED).first()
    assert "Stroud market" in row.basis and row.agreed_on == date(2026, 5, 1) and row.source == "office"
    assert ModelLogEntry.objects.get(content_type__model="subscriber").label == "w…@example.com"


@pytest.mark.parametrize(
    ("field", "value"), [("words", "yes"), ("on", "2999-01-01"), ("purposes", []), ("email", "nobody")]
)
def test_fault_is_said_and_nothing_typed_is_lost(client: Client, field: str, value: Any) -> None:
    answer = client.post(f"{PATH}add/", GIVEN | {field: value})
    assert answer.status_code == 422 and "w-field__errors" in html_of(answer)
    assert ("Stroud market" in html_of(answer)) == (field != "words") and not Subscriber.objects.exists()


def test_who_left_isnt_added_by_hand(client: Client) -> None:
    Suppression.objects.create(email_hash=digest("wilma@example.com"), reason="left")
    answer = client.post(f"{PATH}add/", GIVEN)
    assert answer.status_code == 422 and "Only the owner can sign up again" in html_of(answer)
    assert not Subscriber.objects.exists()


def test_tag_is_put_on_and_taken_off(client: Client) -> None:
    person = a_reader()
    client.post(f"{PATH}{person.pk}/", {"do": "tag", "tag": " Market  Stall "})
    assert [tag.name for tag in person.tags.all()] == ["market stall"]
    assert emails(tag="market stall") == [person.email]
    client.post(f"{PATH}{person.pk}/", {"do": "untag", "tag": "market stall"})
    assert not person.tags.exists()


def test_tag_of_blanks_alone_is_refused_beside_the_field(client: Client) -> None:
    answer = client.post(f"{PATH}{a_reader().pk}/", {"do": "tag", "tag": '""'})
    assert answer.status_code == 422 and "Enter a tag" in html_of(answer)


def test_audience_of_a_tag_shows_on_the_person(client: Client) -> None:
    tagged = a_reader("tagged@example.com")
    a_reader("other@example.com")
    tags.add(person=tagged, name="market")
    audience = SavedAudience.objects.create(name="Stall customers")
    audience.rules.create(group="tagged", slug="market")
    rows = {row.person.email: row.audiences for row in subscriber_list.rows_of(subscriber_list.found())}
    assert rows == {"tagged@example.com": ["Stall customers"], "other@example.com": []}


def test_unsubscribing_asks_first(client: Client) -> None:
    person = a_reader()
    assert "Yes, unsubscribe them" in html_of(client.post(f"{PATH}{person.pk}/", {"do": "ask"}))
    assert person.permissions.exists()
    client.post(f"{PATH}{person.pk}/", {"do": "end"})
    assert not person.permissions.exists() and Suppression.objects.filter(reason="left").exists()


def test_person_sees_the_tags_in_their_own_data() -> None:
    tags.add(person=a_reader(), name="market")
    assert subscription_of("wilma@example.com")["newsletter"]["tags"] == ["market"]


@pytest.mark.parametrize("end", ["", "add/", "{pk}/"])
@pytest.mark.parametrize("person", ["ada", "cleo", "mia"])
def test_nobody_else_sees_subscribers(request: pytest.FixtureRequest, person: str, end: str) -> None:
    path = PATH + end.format(pk=a_reader().pk)
    assert signed_in(request.getfixturevalue(person)).get(path).status_code in {302, 403}
