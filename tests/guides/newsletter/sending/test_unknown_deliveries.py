"""Emails with an unknown or refused delivery: staff decide what happened."""

import pytest
from django.contrib.auth.models import Group
from django.core import mail

from guides.newsletter.models import Delivery, Newsletter
from guides.newsletter.sending import schedule, unknown_deliveries
from guides.newsletter.sending.worker import send_some
from tests.guides.newsletter.sending.test_delivery import a_newsletter, a_reader, states
from tests.support.cast import signed_in


@pytest.fixture
def doubtful(db) -> Newsletter:
    """A newsletter that is sent but for one row in the hands of a killed worker."""
    a_reader()
    newsletter = a_newsletter(state=Newsletter.SENT)
    schedule.queue(newsletter)
    Delivery.objects.update(state=Delivery.UNKNOWN)
    return newsletter


def test_message_id_to_look_up_is_the_one_that_went_out(doubtful, django_capture_on_commit_callbacks):
    ((row, message_id),) = unknown_deliveries.to_look_up(doubtful)
    with django_capture_on_commit_callbacks(execute=True):
        unknown_deliveries.send_again(newsletter=doubtful, keys=[row.pk])
    assert mail.outbox[0].message()["Message-ID"] == message_id


def test_what_arrived_is_not_sent_again(doubtful):
    assert unknown_deliveries.mark_as_sent(newsletter=doubtful, keys=Delivery.objects.values_list("pk")) == 1
    assert states(doubtful) == {"sent": 1}
    assert not mail.outbox


def test_what_never_left_is_sent_once(doubtful, django_capture_on_commit_callbacks):
    keys = list(Delivery.objects.values_list("pk", flat=True))
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            unknown_deliveries.send_again(newsletter=doubtful, keys=keys)
    assert len(mail.outbox) == 1
    doubtful.refresh_from_db()
    assert doubtful.state == Newsletter.SENT


def test_refused_mails_can_be_tried_again(doubtful, django_capture_on_commit_callbacks):
    Delivery.objects.update(state=Delivery.FAILED, tries=5)
    with django_capture_on_commit_callbacks(execute=True):
        assert unknown_deliveries.retry_refused(newsletter=doubtful) == 1
    assert states(doubtful) == {"sent": 1}


def test_whoever_left_meanwhile_gets_nothing(doubtful, django_capture_on_commit_callbacks):
    doubtful.deliveries.get().subscriber.permissions.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        unknown_deliveries.send_again(newsletter=doubtful, keys=[Delivery.objects.get().pk])
    assert states(doubtful) == {"skipped": 1}


def test_tasks_of_an_earlier_start_end_by_themselves(db):
    a_reader()
    newsletter = a_newsletter(state=Newsletter.SENDING, run=3)
    schedule.queue(newsletter)
    for shard in (0, 1):
        send_some.call(newsletter.pk, shard, 2)
    assert states(newsletter) == {"waiting": 1}


def test_marketer_settles_them_on_the_newsletters_page(doubtful, mia):
    mia.groups.add(Group.objects.get(name="Moderators"))
    where, row = f"/office/newsletter/{doubtful.pk}/send/", Delivery.objects.get()
    page = signed_in(mia).get(where).content.decode()
    assert "Unknown: 1" in page
    assert f"newsletter-{doubtful.pk}.{row.subscriber.key.hex}@" in page
    signed_in(mia).post(where, {"do": "arrived", "row": [str(row.pk), "x"]})
    assert states(doubtful) == {"sent": 1}
