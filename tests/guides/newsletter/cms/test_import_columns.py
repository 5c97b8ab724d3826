"""Files of other programs: which column is what, chosen on a page and remembered."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from guides.newsletter.cms import exporting
from guides.newsletter.cms.import_columns import guess
from guides.newsletter.models import Consent, Permission, Subscriber, SubscriberImport, SubscriberTag
from shop.accounts.models import User
from shop.spreadsheets.writer import csv_stream
from tests.guides.newsletter.cms.test_send import sender  # noqa: F401
from tests.guides.newsletter.sending.test_delivery import a_reader
from tests.support.cast import signed_in
from tests.support.html import html_of

pytestmark = pytest.mark.django_db
PATH = "/office/newsletter/import/"
MAILCHIMP = (
    '"Email Address","First Name",OPTIN_TIME,CONFIRM_TIME,TAGS\n'
    'wilma@example.com,Wilma,"2024-05-01 10:00:00","2024-05-01 10:02:11","""Market"",""VIP"""\n'
    'broken,Fred,"2024-05-01 10:00:00","2024-05-01 10:02:11",\n'
)
KLAVIYO = (
    "Email,First Name,Email Marketing Consent,Email Marketing Consent Timestamp\n"
    "wilma@example.com,Wilma,SUBSCRIBED,2024-05-01T10:00:00+00:00\n"
    "fred@example.com,Fred,UNSUBSCRIBED,2024-05-02T10:00:00+00:00\n"
    "barney@example.com,Barney,NEVER_SUBSCRIBED,\n"
)
WORDS = "Ticked “Send me news” on our old shop’s form"
CHIMP_COLUMNS = {"email": "email_address", "consented_at": "confirm_time", "tags": "tags"}
CHIMP_CHOICE = CHIMP_COLUMNS | {"words": WORDS, "purposes": ["news", "offers"]}
KLAVIYO_CHOICE = {
    "email": "email",
    "consented_at": "email_marketing_consent_timestamp",
    "status": "email_marketing_consent",
    "words": WORDS,
    "purposes": ["news"],
}


@pytest.fixture
def client(sender: User) -> Client:  # noqa: F811
    return signed_in(sender)


@pytest.fixture
def brings(client: Client, django_capture_on_commit_callbacks: Any) -> Any:
    """Upload a file, choose its columns, and let the worker read it."""

    def bring(content: str, choice: dict[str, Any]) -> SubscriberImport:
        page = uploaded(client, content)
        with django_capture_on_commit_callbacks(execute=True):
            client.post(page, choice | {"do": "import"})
        return SubscriberImport.objects.latest("pk")

    return bring


def uploaded(client: Client, content: str) -> str:
    file = SimpleUploadedFile("people.csv", content.encode())
    answer = client.post(PATH, {"file": file}, follow=True)
    return str(answer.request["PATH_INFO"])


def test_mailchimp_comes_in_with_tags_and_words(brings: Any) -> None:
    job = brings(MAILCHIMP, CHIMP_CHOICE)
    assert (job.state, job.added, job.faults) == ("finished", 2, [[3, "email: not an email address."]])
    assert set(Permission.objects.values_list("purpose", flat=True)) == {"news", "offers"}
    assert set(SubscriberTag.objects.values_list("name", flat=True)) == {"market", "vip"}
    assert Consent.objects.earliest("pk").basis == f"{WORDS} (2024-05-01)"


def test_klaviyo_brings_in_only_who_is_subscribed(brings: Any) -> None:
    job = brings(KLAVIYO, KLAVIYO_CHOICE)
    assert list(Subscriber.objects.values_list("email", flat=True)) == ["wilma@example.com"]
    assert [line for line, _ in job.faults] == [3, 4] and "UNSUBSCRIBED" in job.faults[0][1]


def test_our_own_export_comes_in_again(brings: Any, client: Client) -> None:
    client.post(
        "/office/newsletter/subscribers/add/",
        {"email": "wilma@example.com", "purposes": ["news"], "words": WORDS, "on": "2026-05-01"},
    )
    file = b"".join(csv_stream(filename="x.csv", rows=exporting.export_rows())).decode("utf-8-sig")
    Consent.objects.all().forget_rows()
    Subscriber.objects.all().delete()
    own = {"email": "email", "purpose": "purpose", "consented_at": "agreed_on", "basis": "basis"}
    assert brings(file, own).added == 1
    assert Consent.objects.earliest("pk").agreed_on.isoformat() == "2026-05-01"


def test_headings_are_guessed_and_the_choice_is_remembered(brings: Any, client: Client) -> None:
    first = html_of(client.get(uploaded(client, MAILCHIMP)))
    assert 'value="confirm_time" selected' in first
    brings(MAILCHIMP, CHIMP_CHOICE | {"consented_at": "optin_time", "tag": "from mailchimp"})
    again = html_of(client.get(uploaded(client, MAILCHIMP)))
    assert 'value="optin_time" selected' in again and "from mailchimp" in again and WORDS in again


def test_preview_names_the_faults_of_each_row_and_imports_nothing(client: Client) -> None:
    page = html_of(client.post(uploaded(client, MAILCHIMP), CHIMP_CHOICE | {"do": "preview"}))
    assert "2 to import, 1 with faults" in page and "Row 3: email: not an email address." in page
    assert SubscriberImport.objects.get().state == "choosing" and not Subscriber.objects.exists()


@pytest.mark.parametrize("missing", ["email", "words", "purposes", "consented_at"])
def test_choice_without_a_value_is_refused(client: Client, missing: str) -> None:
    choice = {name: value for name, value in CHIMP_CHOICE.items() if name != missing}
    answer = client.post(uploaded(client, MAILCHIMP), choice | {"do": "import"})
    assert answer.status_code == 422 and SubscriberImport.objects.get().state == "choosing"


def test_pressing_twice_imports_once(brings: Any, client: Client) -> None:
    job = brings(MAILCHIMP, CHIMP_CHOICE)
    client.post(f"{PATH}{job.pk}/columns/", CHIMP_CHOICE | {"do": "import"})
    job.refresh_from_db()
    assert (job.state, job.added) == ("finished", 2)


def test_who_is_here_already_gets_the_tags(brings: Any) -> None:
    person = a_reader("wilma@example.com")
    brings(MAILCHIMP, CHIMP_CHOICE | {"purposes": ["news"]})
    assert [tag.name for tag in person.tags.all()] == ["market", "vip"]


def test_unknown_headings_are_guessed_as_nothing() -> None:
    assert set(guess(["adresse", "datum"]).values()) == {""}
