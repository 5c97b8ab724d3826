"""Reports in the shapes that each email provider documents, posted to its own address."""

import json
from base64 import b64encode
from typing import Any

import pytest
from anymail.signals import tracking
from anymail.webhooks import mailersend, mailgun, mandrill, postal, unisender_go
from django.test import Client

from guides.newsletter.models import Permission, Suppression
from tests.guides.newsletter.sending.test_delivery import a_reader

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mail_urls")]
TO = "wilma@example.com"
AT = 1795251600
SPARKPOST: dict[str, Any] = {"raw_rcpt_to": TO, "timestamp": str(AT), "message_id": "000443ee14578172be22"}
HARD = "The recipient’s email provider sent a hard bounce message."
RESEND: dict[str, Any] = {"created_at": "2026-11-21T09:00:00.000Z"}
RESENT: dict[str, Any] = {"email_id": "56761188-7520-42d8-8898-ff6fc54ce618", "to": [TO], "subject": "Hello"}
MAILTRAP: dict[str, Any] = {"email": TO, "timestamp": AT, "event_id": "b-1", "message_id": "m-1"}
MAILJET: dict[str, Any] = {"email": TO, "time": AT, "MessageID": 19421777835146490}


def sparkpost(**event: Any) -> list[dict[str, Any]]:
    return [{"msys": {"message_event": SPARKPOST | event}}]


def resend(kind: str, **data: Any) -> dict[str, Any]:
    return RESEND | {"type": f"email.{kind}", "data": RESENT | data}


def mailtrap(event: str, **more: Any) -> dict[str, Any]:
    return {"events": [MAILTRAP | {"event": event, "sending_stream": "bulk"} | more]}


COMPLAINTS: dict[str, Any] = {
    "postmark": {
        "RecordType": "SpamComplaint",
        "Email": TO,
        "MessageID": "x",
        "ID": 1,
        "Type": "SpamComplaint",
    },
    "brevo": {
        "event": "spam",
        "email": TO,
        "id": 26224,
        "ts_epoch": AT * 1000,
        "message-id": "<1@relay.example>",
    },
    "sendgrid": [
        {"event": "spamreport", "email": TO, "timestamp": AT, "sg_event_id": "e", "smtp-id": "<1@x>"}
    ],
    "sparkpost": sparkpost(type="spam_complaint", fbtype="abuse", event_id="92356927693813856"),
    "mailjet": [MAILJET | {"event": "spam", "source": "JMRPP"}],
    "resend": resend("complained"),
    "mailtrap": mailtrap("spam"),
}
GONE: dict[str, Any] = {
    "sparkpost": sparkpost(type="bounce", bounce_class="10", raw_reason="550 5.1.1 no such user"),
    "mailjet": [
        MAILJET | {"event": "bounce", "hard_bounce": True, "error": "user unknown", "blocked": False}
    ],
    "resend": resend("bounced", bounce={"type": "Permanent", "subType": "General", "message": HARD}),
    "mailtrap": mailtrap(
        "bounce", response="550 5.1.1 unknown", response_code=550, bounce_category="invalid"
    ),
}
FULL: dict[str, Any] = {
    "sparkpost": sparkpost(type="bounce", bounce_class="22", raw_reason="452 4.2.2 mailbox full"),
    "mailjet": [MAILJET | {"event": "bounce", "hard_bounce": False, "error": "quota exceeded"}],
    "resend": resend("bounced", bounce={"type": "Transient", "subType": "MailboxFull", "message": "Full"}),
    "mailtrap": mailtrap("soft bounce", response="452 4.2.2 over quota", response_code=452),
}


@pytest.fixture
def reports(settings: Any) -> Any:
    """Post a report as the provider does."""
    settings.ANYMAIL = {"WEBHOOK_SECRET": "name:password"}
    secret = {"Authorization": f"Basic {b64encode(b'name:password').decode()}"}
    a_reader(TO)

    def report(provider: str, body: Any) -> int:
        where = f"/webhooks/mail/{provider}/tracking/"
        return Client().post(where, body, content_type="application/json", headers=secret).status_code

    return report


@pytest.mark.parametrize("provider", COMPLAINTS)
def test_a_complaint_ends_all_marketing(provider: str, reports: Any) -> None:
    assert reports(provider, COMPLAINTS[provider]) == 200
    assert Suppression.objects.get().reason == Suppression.COMPLAINED and not Permission.objects.exists()


@pytest.mark.parametrize("provider", GONE)
def test_a_mailbox_that_is_gone_ends_all_at_once(provider: str, reports: Any) -> None:
    assert reports(provider, GONE[provider]) == 200
    assert Suppression.objects.get().reason == Suppression.BOUNCED and not Permission.objects.exists()


@pytest.mark.parametrize("provider", FULL)
def test_a_full_mailbox_ends_nothing_on_one_day(provider: str, reports: Any) -> None:
    for _ in range(4):
        assert reports(provider, FULL[provider]) == 200
    assert Permission.objects.exists() and not Suppression.objects.exists()


def signed(view: Any, method: str, raw: dict[str, Any]) -> None:
    """Of a provider whose address asks for a signature: what its own parser makes of the report."""
    event = getattr(object.__new__(view), method)(raw)
    tracking.send(sender=object, event=event, esp_name="Test")


def by_mailgun() -> None:
    data = {"event": "complained", "recipient": TO, "timestamp": float(AT), "id": "-Agny091SquKnsrW2NEKUA"}
    raw = {"signature": {"timestamp": "1", "token": "t", "signature": "s"}, "event-data": data}
    signed(mailgun.MailgunTrackingWebhookView, "esp_to_anymail_event", raw)


def by_mandrill() -> None:
    raw = {"event": "spam", "ts": AT, "_id": "x", "msg": {"email": TO, "_id": "x", "state": "sent"}}
    signed(mandrill.MandrillCombinedWebhookView, "mandrill_tracking_to_anymail_event", raw)


def by_mailersend() -> None:
    email = {"message": {"id": "m"}, "recipient": {"email": TO}, "status": "delivered"}
    data = {
        "id": "62f1",
        "type": "spam_complaint",
        "created_at": "2026-11-21T09:00:00.000000Z",
        "email": email,
    }
    raw = {"type": "activity.spam_complaint", "data": data | {"morph": None}}
    signed(mailersend.MailerSendTrackingWebhookView, "esp_to_anymail_event", raw)


def by_unisender_go() -> None:
    raw = {"status": "spam", "email": TO, "event_time": "2026-11-21 09:00:00", "job_id": "1a3Q2V-0000OZ-S0"}
    signed(unisender_go.UnisenderGoTrackingWebhookView, "esp_to_anymail_event", raw)


@pytest.mark.parametrize("report", [by_mailgun, by_mandrill, by_mailersend, by_unisender_go])
def test_a_signed_complaint_ends_all_marketing(report: Any) -> None:
    a_reader(TO)
    report()
    assert Suppression.objects.get().reason == Suppression.COMPLAINED and not Permission.objects.exists()


class Body:
    """A request with this body."""

    def __init__(self, text: str) -> None:
        self.body = text.encode()


@pytest.mark.parametrize(
    ("output", "is_gone"),
    [("550 5.1.1 User unknown", True), ("554 5.7.1 Spam suspected", False), ("", False)],
)
def test_postal_calls_a_mailbox_that_is_gone_a_failure(output: str, is_gone: bool) -> None:
    a_reader(TO)
    payload = {"status": "HardFail", "details": "Permanent failure", "output": output, "message": {"to": TO}}
    report = {"event": "MessageDeliveryFailed", "timestamp": AT, "uuid": "u", "payload": payload}
    view = object.__new__(postal.PostalTrackingWebhookView)
    for event in view.parse_events(Body(json.dumps(report))):
        tracking.send(sender=object, event=event, esp_name="Test")
    assert Permission.objects.exists() is not is_gone
