"""A mail provider reports over HTTP, with the secret and without."""

from base64 import b64encode
from typing import Any

import pytest
from django.test import Client

from guides.newsletter.models import Permission, Suppression
from tests.newsletter.test_sending import a_reader

pytestmark = pytest.mark.urls("tests.newsletter.mail_urls")
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
