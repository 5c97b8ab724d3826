"""Complaints about data in the office: entered, confirmed, answered, and on Today until then."""

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from shop.accounts.models import User
from shop.complaints.models import DataComplaint
from shop.london import london
from shop.mail.models import OutboxEmail
from tests.support.cast import signed_in
from tests.support.html import single_spaced
from tests.support.roles import owner_group

pytestmark = pytest.mark.django_db
LIST = "/office/complaints/"


@pytest.fixture
def owner(cleo: User) -> Client:
    cleo.groups.add(owner_group())
    return signed_in(cleo)


@pytest.fixture
def letter(db: None) -> DataComplaint:
    """One that came by post ten days ago, without an email address."""
    came = timezone.localdate() - timedelta(days=10)
    return DataComplaint.objects.create(source="letter", received_on=came, words="Stop it.", name="Una")


def entered(**more: str) -> dict[str, str]:
    today = str(timezone.localdate())
    given = {"key": str(uuid.uuid4()), "words": "Rang about Una’s data", "source": "phone"}
    return {**given, "received_on": today, **more}


def test_one_by_telephone_is_entered_and_waits_to_be_confirmed(owner: Client) -> None:
    answer = owner.post(f"{LIST}new/", entered())
    row = DataComplaint.objects.get()
    assert answer.url == f"{LIST}{row.pk}/"
    assert (row.state, OutboxEmail.objects.exists()) == ("To acknowledge", False)
    assert "To acknowledge" in single_spaced(owner.get(LIST))


def test_with_an_address_it_is_confirmed_at_once(owner: Client) -> None:
    owner.post(f"{LIST}new/", entered(email="una@example.com"))
    assert OutboxEmail.objects.get().kind == "complaints.received"
    assert DataComplaint.objects.get().state == "To answer"


@pytest.mark.parametrize(("field", "value"), [("words", ""), ("received_on", "2099-01-01"), ("source", "")])
def test_what_is_wrong_is_said_beside_its_field(owner: Client, field: str, value: str) -> None:
    answer = owner.post(f"{LIST}new/", entered(name="Una Quill", **{field: value}))
    assert answer.status_code == 422 and "Una Quill" in single_spaced(answer)
    assert field in answer.context["form"].errors


def test_today_names_the_last_day_for_confirming(owner: Client, letter: DataComplaint) -> None:
    last = london(letter.received_on + timedelta(days=30))
    assert f"1 complaint about data to confirm, the first by {last}" in single_spaced(owner.get("/office/"))
    owner.post(f"{LIST}{letter.pk}/acknowledge/", {"on": str(timezone.localdate())})
    page = single_spaced(owner.get("/office/"))
    assert "to confirm" not in page and "1 complaint about data to answer" in page


def test_an_answer_ends_it_and_is_logged_without_its_words(owner: Client, letter: DataComplaint) -> None:
    given = {"on": str(timezone.localdate()), "outcome": "We deleted the address."}
    owner.post(f"{LIST}{letter.pk}/answer/", given)
    letter.refresh_from_db()
    assert (letter.state, letter.outcome) == ("Answered", "We deleted the address.")
    assert "about data to" not in single_spaced(owner.get("/office/"))
    entry = ModelLogEntry.objects.get(action="complaints.answered")
    assert (entry.label, set(entry.data) <= {"from"}) == (f"Complaint {letter.pk}", True)


@pytest.mark.parametrize("day", ["2020-01-01", "2099-01-01", ""])
def test_an_impossible_day_is_refused(owner: Client, letter: DataComplaint, day: str) -> None:
    answer = owner.post(f"{LIST}{letter.pk}/answer/", {"on": day, "outcome": "We deleted it."})
    assert answer.status_code == 422 and "We deleted it." in single_spaced(answer)
    letter.refresh_from_db()
    assert letter.answered_on is None


def test_a_second_answer_changes_nothing(owner: Client, letter: DataComplaint) -> None:
    for outcome in ("First", "Second"):
        owner.post(f"{LIST}{letter.pk}/answer/", {"on": str(timezone.localdate()), "outcome": outcome})
    letter.refresh_from_db()
    assert letter.outcome == "First"


def test_shopkeepers_see_none(staff: Client, letter: DataComplaint) -> None:
    assert staff.get(LIST).status_code == 302
    assert "about data" not in single_spaced(staff.get("/office/"))
