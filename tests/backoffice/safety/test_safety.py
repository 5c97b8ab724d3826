"""Reports of reactions in the office: few read them, each look is noted, the law's days are shown."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from shop.accounts.models import User
from shop.backoffice.roles import BOOKKEEPER, OWNER, PACKER, SAFETY, SHOPKEEPER, role_group
from shop.london import london
from shop.mail.models import OutboxEmail
from shop.safety.models import AdverseEvent, AdverseEventPhoto
from tests.safety.test_reporting import WORDS, filled
from tests.support.cast import signed_in
from tests.support.factories import a_product
from tests.support.html import main_words_of
from tests.support.shelf import a_batch

pytestmark = pytest.mark.django_db
LIST = "/office/safety/"
JUDGED = {"criterion": "", "cause": "not clear", "action": "Watch the batch"}


@pytest.fixture
def safety(cleo: User) -> Client:
    cleo.groups.add(role_group(SAFETY))
    return signed_in(cleo)


@pytest.fixture
def event(db: None) -> AdverseEvent:
    oil = a_product("Marigold oil", stock=0)
    given = {"source": "form", "whose": "baby", "happened": WORDS, "name": "Una", "email": "una@example.com"}
    return AdverseEvent.objects.create(product=oil, batch=a_batch(oil, number="L-204"), **given)


def page(client: Client, event: AdverseEvent, more: str = "") -> str:
    return client.get(f"{LIST}{event.pk}/{more}").content.decode()


def now(event: AdverseEvent) -> AdverseEvent:
    return AdverseEvent.objects.get(pk=event.pk)


def test_safety_reads_it_and_the_look_is_noted(safety: Client, event: AdverseEvent, cleo: User) -> None:
    assert WORDS in page(safety, event)
    assert [(look.what, look.by) for look in event.looks.all()] == [("page", cleo)]


@pytest.mark.parametrize("role", [SHOPKEEPER, PACKER, BOOKKEEPER], ids=lambda role: role.label)
def test_others_read_none(role: Any, event: AdverseEvent, ben: User) -> None:
    ben.groups.add(role_group(role))
    client = signed_in(ben)
    for more in ("", f"{event.pk}/", f"{event.pk}/photo/", f"{event.pk}/export/"):
        answer = client.get(f"{LIST}{more}")
        assert answer.status_code == 302 and WORDS not in answer.content.decode()
    assert not event.looks.exists()


def test_the_owner_reads_it(event: AdverseEvent, ben: User) -> None:
    ben.groups.add(role_group(OWNER))
    assert WORDS in page(signed_in(ben), event)


def test_a_packer_enters_one_and_doesn_t_read_it_again(event: AdverseEvent, packer: Client) -> None:
    answer = packer.post(f"{LIST}new/", filled(event.product, source="phone", happened="Itches"))
    assert answer.url == f"{LIST}new/"
    assert AdverseEvent.objects.filter(source="phone", entered_by__isnull=False).count() == 1


def test_nothing_of_it_is_found_or_logged(safety: Client, event: AdverseEvent, cleo: User, ben: User) -> None:
    safety.post(f"{LIST}{event.pk}/assess/", JUDGED)
    ben.groups.add(role_group(OWNER))
    owner = signed_in(ben)
    assert f"{LIST}{event.pk}/" not in owner.get("/office/search/", {"q": "spots"}).content.decode()
    entry = ModelLogEntry.objects.get(action="safety.assessed")
    assert (entry.user, entry.label) == (cleo, f"Report {event.pk}")
    assert set(entry.data) <= {"from"}


def test_serious_alerts_at_once_and_shows_the_last_day(safety: Client, event: AdverseEvent) -> None:
    for _ in range(2):
        safety.post(f"{LIST}{event.pk}/assess/", {**JUDGED, "criterion": "hospital"})
    assert OutboxEmail.objects.filter(kind="safety.serious").count() == 1
    last = london(timezone.localdate() + timedelta(days=20), "%d/%m/%Y")
    assert f"at the latest by {last}" in page(safety, event)


def test_a_serious_one_is_closed_once_the_authority_knows(safety: Client, event: AdverseEvent) -> None:
    safety.post(f"{LIST}{event.pk}/assess/", {**JUDGED, "criterion": "hospital"})
    safety.post(f"{LIST}{event.pk}/close/")
    assert now(event).state == "assessed"
    safety.post(f"{LIST}{event.pk}/told/", {"authority_on": "2026-11-29"})
    assert now(event).state == "told"
    safety.post(f"{LIST}{event.pk}/close/")
    assert now(event).state == "closed"


def test_before_the_assessment_it_isn_t_closed(safety: Client, event: AdverseEvent) -> None:
    for more in ("close/", "told/"):
        safety.post(f"{LIST}{event.pk}/{more}", {"person_on": "2026-11-29"})
    assert now(event).state == "new"


def test_an_assessment_says_how_likely(safety: Client, event: AdverseEvent) -> None:
    answer = safety.post(f"{LIST}{event.pk}/assess/", {**JUDGED, "cause": ""})
    assert answer.status_code == 422 and "Watch the batch" in answer.content.decode()


def test_the_export_names_nobody_and_is_noted(safety: Client, event: AdverseEvent) -> None:
    safety.post(f"{LIST}{event.pk}/note/", {"text": "Rang the doctor"})
    text = page(safety, event, "export/")
    assert WORDS in text and "L-204" in text and "Rang the doctor" in text
    assert "Una" not in text and "una@" not in text
    assert event.looks.filter(what="export").count() == 1


def test_the_photo_is_a_download_and_noted(safety: Client, event: AdverseEvent) -> None:
    AdverseEventPhoto.objects.create(event=event, content=b"jpeg")
    answer = safety.get(f"{LIST}{event.pk}/photo/")
    assert "attachment" in answer["Content-Disposition"] and "no-store" in answer["Cache-Control"]
    assert event.looks.filter(what="photo").count() == 1


def test_the_page_of_the_batch_has_numbers_only(event: AdverseEvent, staff: Client) -> None:
    text = staff.get(f"/office/batches/{event.batch_id}/").content.decode()
    assert "1 of this batch (0 serious)" in text and WORDS not in text and "Una" not in text


def test_today_says_until_when_the_authority_is_told(safety: Client, event: AdverseEvent) -> None:
    AdverseEvent.objects.update(said_serious=True)
    said = main_words_of(safety.get("/office/"))
    assert f"1 serious skin reaction, tell the authority by {london(now(event).tell_by)}" in said
    assert "1 report of skin reactions to assess" in said
    AdverseEvent.objects.update(state="closed")
    assert "skin reaction" not in main_words_of(safety.get("/office/"))
