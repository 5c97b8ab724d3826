"""Bounces in each provider's own words: a full mailbox ends nothing at once, a dead address does."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from anymail.signals import AnymailTrackingEvent, EventType, tracking
from anymail.webhooks import brevo, mailersend, mailgun, mandrill, postmark, sendgrid

from guides.newsletter.consent.retention import purge
from guides.newsletter.models import Delivery, Newsletter, Permission, SoftBounce, Subscriber, Suppression
from tests.guides.newsletter.sending.test_delivery import a_newsletter, a_reader

pytestmark = pytest.mark.django_db
TO = "wilma@example.com"


def by_postmark(soft: bool) -> AnymailTrackingEvent:
    kind = ("SoftBounce", 4096) if soft else ("HardBounce", 1)
    raw = {
        "RecordType": "Bounce",
        "ID": 42,
        "Type": kind[0],
        "TypeCode": kind[1],
        "Name": "Soft bounce" if soft else "Hard bounce",
        "MessageID": "883953f4-6105-42a2-a16a-77a8eac79483",
        "Description": "Unable to deliver the message.",
        "Details": "smtp;552 5.2.2 Over quota" if soft else "smtp;550 5.1.1 Unknown user",
        "Email": TO,
        "BouncedAt": "2026-11-21T09:00:00Z",
        "Inactive": not soft,
    }
    return postmark.PostmarkTrackingWebhookView().esp_to_anymail_event(raw)


def by_brevo(soft: bool) -> AnymailTrackingEvent:
    raw = {
        "event": "soft_bounce" if soft else "hard_bounce",
        "email": TO,
        "id": 26224,
        "date": "2026-11-21 10:00:00",
        "ts_epoch": 1795251600000,
        "message-id": "<201798300811.5787683@relay.domain.com>",
        "reason": "server is down" if soft else "unknown user",
        "tag": "",
    }
    return brevo.BrevoTrackingWebhookView().esp_to_anymail_event(raw)


def by_mailersend(soft: bool) -> AnymailTrackingEvent:
    name = "soft_bounced" if soft else "hard_bounced"
    raw = {
        "type": f"activity.{name}",
        "data": {
            "object": "activity",
            "id": "62f114f8165fe0d8db0288e3",
            "type": name,
            "created_at": "2026-11-21T09:00:00.000000Z",
            "email": {"message": {"id": "m"}, "recipient": {"email": TO}, "status": "rejected"},
            "morph": {"object": "recipient_bounce", "reason": "Host or domain name not found"},
        },
    }
    return mailersend.MailerSendTrackingWebhookView(signing_secret="x").esp_to_anymail_event(raw)


def by_mandrill(soft: bool) -> AnymailTrackingEvent:
    raw = {
        "event": "soft_bounce" if soft else "hard_bounce",
        "ts": 1795251600,
        "_id": "exampleid",
        "msg": {
            "email": TO,
            "_id": "exampleid",
            "state": "soft-bounced" if soft else "bounced",
            "bounce_description": "mailbox_full" if soft else "bad_mailbox",
            "bgtools_code": 22 if soft else 10,
            "diag": "smtp;552 5.2.2 Over Quota" if soft else "smtp;550 5.1.1 bad",
        },
    }
    view = mandrill.MandrillCombinedWebhookView
    return object.__new__(view).mandrill_tracking_to_anymail_event(raw)


def by_ses(soft: bool) -> AnymailTrackingEvent:
    amazon_ses = pytest.importorskip("anymail.webhooks.amazon_ses")
    raw = {
        "notificationType": "Bounce",
        "bounce": {
            "bounceType": "Transient" if soft else "Permanent",
            "bounceSubType": "MailboxFull" if soft else "General",
            "bouncedRecipients": [{"emailAddress": TO, "status": "5.1.1", "diagnosticCode": "smtp; 550"}],
            "timestamp": "2026-11-21T09:00:00.000Z",
            "feedbackId": "f",
        },
        "mail": {"messageId": "m", "timestamp": "2026-11-21T09:00:00.000Z", "destination": [TO]},
    }
    view = object.__new__(amazon_ses.AmazonSESTrackingWebhookView)
    (event,) = view.esp_to_anymail_events(raw, {"MessageId": "n"})
    return event


def by_mailgun(soft: bool) -> AnymailTrackingEvent:
    raw = {
        "signature": {"timestamp": "1", "token": "t", "signature": "s"},
        "event-data": {
            "event": "failed",
            "severity": "temporary" if soft else "permanent",
            "reason": "generic" if soft else "bounce",
            "recipient": TO,
            "timestamp": 1795251600.0,
            "delivery-status": {"code": 452 if soft else 550, "message": "", "description": None},
            "message": {"headers": {"message-id": "20260921@example.com"}},
        },
    }
    return object.__new__(mailgun.MailgunTrackingWebhookView).esp_to_anymail_event(raw)


def by_sendgrid(soft: bool) -> AnymailTrackingEvent:
    raw = {
        "event": "bounce",
        "type": "blocked" if soft else "bounce",
        "email": TO,
        "timestamp": 1795251600,
        "sg_event_id": "e",
        "smtp-id": "<14c5d75ce93@ismtpd-555>",
        "status": "4.0.0" if soft else "5.1.1",
        "reason": "451 4.7.1 try later" if soft else "550 5.1.1 no such user",
    }
    return object.__new__(sendgrid.SendGridTrackingWebhookView).esp_to_anymail_event(raw)


PROVIDERS: list[Callable[[bool], AnymailTrackingEvent]] = [
    by_postmark,
    by_brevo,
    by_mailersend,
    by_mandrill,
    by_ses,
    by_mailgun,
    by_sendgrid,
]


def report(event: AnymailTrackingEvent) -> None:
    tracking.send(sender=object, event=event, esp_name="Test")


@pytest.fixture(params=PROVIDERS)
def provider(request: Any, db: None) -> Callable[[bool], AnymailTrackingEvent]:
    a_reader(TO)
    return request.param


def test_an_address_that_does_not_exist_ends_all_at_once(provider: Any) -> None:
    report(provider(False))
    assert Suppression.objects.get().reason == Suppression.BOUNCED
    assert not Permission.objects.exists()


def test_a_full_mailbox_ends_nothing_on_one_day(provider: Any) -> None:
    for _ in range(5):
        report(provider(True))
    assert Permission.objects.exists() and not Suppression.objects.exists()


def test_three_days_in_a_week_are_too_many(provider: Any, clock: Any) -> None:
    if provider(True).event_type == EventType.DEFERRED:
        pytest.skip("this provider calls it deferred and reports a bounce when it gives up")
    for _ in range(3):
        assert Permission.objects.exists()
        report(provider(True))
        clock.shift(timedelta(days=2))
    assert not Permission.objects.exists()
    assert Suppression.objects.get().reason == Suppression.FULL


def test_three_days_in_a_month_are_not(clock: Any) -> None:
    a_reader(TO)
    for _ in range(3):
        report(by_postmark(True))
        clock.shift(timedelta(days=7))
        purge()
    assert Permission.objects.exists() and not SoftBounce.objects.exists()


def test_whose_mailbox_was_full_may_sign_up_again(free_guide: Any, confirmed: Any, clock: Any) -> None:
    a_reader(TO)
    for _ in range(3):
        report(by_postmark(True))
        clock.shift(timedelta(days=1))
    confirmed(TO, news="on")
    assert Permission.objects.filter(subscriber__email=TO).exists() and not Suppression.objects.exists()


def test_a_bounce_is_counted_for_the_letter_that_went_there() -> None:
    person = a_reader(TO)
    letters = [a_newsletter(), a_newsletter()]
    for letter in letters:
        Delivery.objects.create(newsletter=letter, subscriber=person, state=Delivery.SENT)
    report(by_postmark(True))
    event = by_postmark(False)
    event.message_id = f"<newsletter-{letters[0].pk}.{person.key.hex}@example.com>"
    report(event)
    counts = Newsletter.objects.order_by("pk").values_list("bounces", flat=True)
    assert list(counts) == [1, 1]
    assert not Subscriber.objects.filter(permissions__isnull=False).exists()
