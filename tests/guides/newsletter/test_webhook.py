"""A mail provider's webhook, with the secret and without."""

from base64 import b64encode
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from guides.newsletter.models import Permission, Suppression
from guides.newsletter.webhook_urls import urlpatterns
from tests.guides.newsletter.sending.test_delivery import a_reader

pytestmark = pytest.mark.usefixtures("mail_urls")
COMPLAINT = {"RecordType": "SpamComplaint", "Email": "wilma@example.com", "MessageID": "x", "ID": 1}


@pytest.fixture
def reports(db: None, settings: Any):
    settings.ANYMAIL = {"WEBHOOK_SECRET": "name:password"}
    a_reader()

    def report(secret: str = "") -> int:
        headers = {"Authorization": f"Basic {b64encode(secret.encode()).decode()}"} if secret else {}
        client = Client(raise_request_exception=False)
        where = "/webhooks/mail/postmark/tracking/"
        return client.post(where, COMPLAINT, content_type="application/json", headers=headers).status_code

    return report


def test_complaint_with_the_secret_ends_all_marketing(reports):
    assert reports("name:password") == 200
    assert Suppression.objects.get().reason == "complained"
    assert not Permission.objects.exists()


@pytest.mark.parametrize("secret", ["", "name:wrong", "name"])
def test_nobody_else_can_take_somebody_off(reports, secret):
    assert reports(secret) == 400
    assert Permission.objects.exists()


@pytest.mark.parametrize("pattern", urlpatterns, ids=lambda pattern: pattern.name)
@pytest.mark.parametrize("body", [b"{", b"", b"[]", b"null", b'"text"', b'{"a": [1]}', b"\xff\xfe"])
def test_a_report_that_cannot_be_read_is_refused(pattern: Any, body: bytes, db: None, settings: Any) -> None:
    settings.ANYMAIL = {"WEBHOOK_SECRET": "name:password"}
    headers = {"Authorization": f"Basic {b64encode(b'name:password').decode()}"}
    path = f"/webhooks/mail/{str(pattern.pattern).strip('^$').replace('(_mime)?', '')}"
    try:
        answer = Client().post(path, body, content_type="application/json", headers=headers)
    except (ImproperlyConfigured, ImportError) as missing:
        pytest.skip(f"needs {missing}"[:80])  # a key or a library of that provider
    assert answer.status_code in (200, 400)


def test_a_fault_of_ours_makes_the_provider_try_again(reports: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("guides.newsletter.consent.bounces.digest", lambda _: 1 / 0)
    assert reports("name:password") == 500
