"""Complaints about data: taken from anybody, confirmed by email at once, kept as proof."""

import uuid
from datetime import date
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from shop.complaints.models import DataComplaint
from shop.privacy.personal_data import data_of, erase_all
from tests.support.outbox import send_queued

pytestmark = pytest.mark.django_db
URL = "/data-complaint/"
UNA = "una@example.com"


def filled(**more: str) -> dict[str, str]:
    return {"key": str(uuid.uuid4()), "words": "You wrote to my mother.", "email": UNA, **more}


def test_anybody_complains_and_an_email_confirms_it(client: Client) -> None:
    given = filled(name="Una")
    for _ in range(2):
        assert client.post(URL, given).url == f"{URL}thanks/"
    row = DataComplaint.objects.get()
    assert (row.words, row.name, row.source) == ("You wrote to my mother.", "Una", "form")
    assert row.acknowledged_on == row.received_on
    send_queued()
    assert [(sent.to, sent.subject) for sent in mail.outbox] == [([UNA], "We have your complaint")]


@pytest.mark.parametrize("wrong", [{"words": " "}, {"email": ""}, {"email": "una"}])
def test_what_is_missing_is_said_and_nothing_typed_is_lost(client: Client, wrong: Any) -> None:
    answer = client.post(URL, filled(name="Una Quill", **wrong))
    assert answer.status_code == 422 and "Una Quill" in answer.content.decode()
    assert not DataComplaint.objects.exists()


def test_too_many_from_one_network_are_refused(client: Client) -> None:
    answers = [client.post(URL, filled()).status_code for _ in range(11)]
    assert answers == [302] * 10 + [429]


def test_the_law_gives_thirty_days() -> None:
    row = DataComplaint(received_on=date(2026, 11, 29))
    assert row.acknowledge_by == date(2026, 12, 29)


def test_it_is_handed_out_and_stays_when_erased(client: Client) -> None:
    client.post(URL, filled())
    assert data_of(UNA)["complaints"][0]["words"] == "You wrote to my mother."
    kept = [line for line in erase_all(email=UNA) if "complaint" in line]
    assert kept == [
        "Kept: your complaint, for six years after the answer, so that we can show how we dealt with it."
    ]
    assert DataComplaint.objects.exists()
