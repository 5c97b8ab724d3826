"""For whom a step is: who opened a free guide, and who bought one product."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from guides.newsletter.automations import preview
from guides.newsletter.consent.data_rights import subscription_of
from guides.newsletter.consent.retention import purge
from guides.newsletter.models import Automation, AutomationStep, GuideOpening, Subscriber
from guides.newsletter.statements import SOFT
from tests.guides.newsletter.automations.conftest import an_automation
from tests.guides.newsletter.cms.test_automation_views import client as client
from tests.guides.newsletter.cms.test_automation_views import form
from tests.guides.newsletter.conftest import link
from tests.guides.newsletter.sending.test_delivery import a_reader
from tests.support.factories import a_product
from tests.support.purchases import a_paid_order

CALM = {"steps-0-condition": "product", "steps-0-product": "calm-oil"}
PEOPLE = {"headers": {"user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0"}}


def only_for(automation: Automation, condition: str, product: str = "") -> str:
    """Its first email has this condition, and is the only one; returns its subject."""
    automation.steps.filter(place__gt=1).update(is_on=False)
    automation.steps.update(condition=condition, product=product)
    return automation.steps.get(place=1).letter.subject


@pytest.mark.parametrize(
    ("opens", "condition", "comes"),
    [
        (True, AutomationStep.OPENED, True),
        (False, AutomationStep.OPENED, False),
        (True, AutomationStep.NOT_OPENED, False),
        (False, AutomationStep.NOT_OPENED, True),
    ],
)
def test_letter_follows_whether_the_guide_was_opened(
    opens: bool,
    condition: str,
    comes: bool,
    welcome: Any,
    runs: Any,
    clock: Any,
    free_guide: Any,
    confirmed: Any,
) -> None:
    subject = only_for(welcome, condition)
    confirmed(guide="ten-steps", news="on")
    if opens:
        assert Client(**PEOPLE).get(link("guide")).status_code == 200
    clock.shift(timedelta(days=2))
    assert runs() == ([("wilma@example.com", subject)] if comes else [])


def test_scanner_opens_nothing_and_twice_is_once(free_guide: Any, confirmed: Any) -> None:
    confirmed(guide="ten-steps")
    Client(headers={"user-agent": "Barracuda link scanner"}).get(link("guide"))
    assert not GuideOpening.objects.exists()
    for _ in range(2):
        Client(**PEOPLE).get(link("guide"))
    assert GuideOpening.objects.get().guide == "ten-steps"


def test_opening_stands_in_the_persons_data_and_ends(free_guide: Any, confirmed: Any, clock: Any) -> None:
    confirmed(guide="ten-steps", news="on")
    Client(**PEOPLE).get(link("guide"))
    assert "ten-steps" in str(subscription_of("wilma@example.com")["newsletter"]["free_guides_opened"])
    clock.shift(timedelta(days=731))
    purge()
    assert not GuideOpening.objects.exists()


def test_guide_of_an_erased_reader_still_opens(free_guide: Any, confirmed: Any) -> None:
    confirmed(guide="ten-steps")
    path = link("guide")
    Subscriber.objects.all().delete()
    assert Client(**PEOPLE).get(path).status_code == 200


def test_buyers_of_a_product_get_its_email_and_others_the_next(clock: Any, runs: Any, db: None) -> None:
    automation = an_automation(Automation.FIRST_ORDER)
    calm, other = a_product(slug="calm-oil"), a_product(slug="bath-oil")
    subject = only_for(automation, AutomationStep.PRODUCT, "calm-oil")
    clock.shift(timedelta(minutes=1))
    for email, product in (("ada@example.com", calm), ("ben@example.com", other)):
        a_reader(email, purpose=SOFT)
        a_paid_order(product, email=email)
    clock.shift(timedelta(days=8))
    assert runs() == [("ada@example.com", subject)]


def test_preview_names_the_product(welcome: Automation, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        a_product("Calm oil", slug="calm-oil")
    only_for(welcome, AutomationStep.PRODUCT, "calm-oil")
    first = preview.example_path(welcome, now=timezone.now())[0]
    assert first.at is None and first.note == "only people who have ever bought Calm oil"


def test_product_is_chosen_with_its_condition(
    client: Client, welcome: Automation, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        a_product("Calm oil", slug="calm-oil")
    page = f"/office/newsletter/automations/{welcome.pk}/"
    answer = client.post(page, form(welcome, **{"steps-0-condition": "product"}))
    assert answer.status_code == 422 and "Choose the product." in answer.text
    client.post(page, form(welcome, **CALM))
    assert welcome.steps.get(place=1).product == "calm-oil"
    client.post(page, form(welcome, **CALM | {"steps-0-condition": ""}))
    assert welcome.steps.get(place=1).product == ""
