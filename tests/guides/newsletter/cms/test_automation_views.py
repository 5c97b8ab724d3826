"""What marketers do with automations in the office."""

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from guides.newsletter import absolute_links
from guides.newsletter.automations import services
from guides.newsletter.automations.advance import advance
from guides.newsletter.models import Automation, AutomationStep, Delivery, Newsletter
from tests.guides.newsletter.sending.test_delivery import a_reader
from tests.support.cast import signed_in
from tests.support.html import html_of

LIST = "/office/newsletter/automations/"


@pytest.fixture(autouse=True)
def no_pages(monkeypatch):
    monkeypatch.setattr(absolute_links, "_status_of", lambda path, query: 200)


@pytest.fixture
def client(mia):
    """Mia, trusted to publish."""
    mia.groups.add(Group.objects.get(name="Moderators"))
    return signed_in(mia)


@pytest.fixture
def welcome(db):
    return services.create(kind="welcome")


@pytest.fixture
def page(welcome):
    return f"{LIST}{welcome.pk}/"


def form(automation: Automation, **changed: str) -> dict[str, str]:
    """The page’s form as it stands, with changes."""
    steps = list(automation.steps.all())
    data = {"name": automation.name, "ends_on_order": "on", "do": "save"}
    data |= {"steps-TOTAL_FORMS": str(len(steps)), "steps-INITIAL_FORMS": str(len(steps))}
    for number, step in enumerate(steps):
        given = {"id": step.pk, "wait_days": step.wait_days, "condition": step.condition, "is_on": "on"}
        data |= {f"steps-{number}-{name}": str(value) for name, value in given.items()}
    return data | changed


def test_marketer_makes_a_welcome_series(client):
    answer = client.post(LIST, {"kind": "welcome"}, follow=True)
    assert [step.wait_days for step in AutomationStep.objects.all()] == [2, 3, 4]
    assert not Automation.objects.get().is_on
    assert "PECR regulation 22(2)" in html_of(answer)


def test_page_of_buyers_names_the_soft_opt_in(client, db):
    made = services.create(kind="first_order")
    assert "PECR regulation 22(3)" in html_of(client.get(f"{LIST}{made.pk}/"))


def test_marketer_chooses_days_and_turns_it_on(client, welcome, page):
    client.post(page, form(welcome, **{"steps-1-wait_days": "6", "do": "turn_on"}))
    welcome.refresh_from_db()
    assert welcome.is_on and welcome.steps.get(place=2).wait_days == 6
    assert "On since" in html_of(client.get(LIST))


def test_days_out_of_range_are_named_beside_the_field(client, welcome, page):
    answer = client.post(page, form(welcome, **{"steps-0-wait_days": "400", "name": "My series"}))
    assert answer.status_code == 422
    assert "Enter 365 days or fewer" in html_of(answer) and "My series" in html_of(answer)
    assert welcome.steps.get(place=1).wait_days == 2


def test_dead_link_keeps_it_off(client, welcome, page, monkeypatch):
    monkeypatch.setattr(absolute_links, "_status_of", lambda path, query: 404)
    answer = client.post(page, form(welcome, do="turn_on"), follow=True)
    assert "can’t open (404)" in html_of(answer) and not Automation.objects.get().is_on


def test_edited_text_is_sent_once_the_marketer_says_so(client, welcome, page):
    services.turn_on(automation=welcome)
    step = welcome.steps.get(place=1)
    letter = step.letter.get_latest_revision_as_object()
    letter.body = [("text", "<p>Better words.</p>")]
    letter.save_revision()
    assert "Edited since" in html_of(client.get(page))
    assert "Better words" not in Newsletter.objects.get(pk=step.letter_id).frozen_html
    client.post(page, {"do": "use_text", "step": str(step.pk)})
    assert "Better words" in Newsletter.objects.get(pk=step.letter_id).frozen_html
    assert "Edited since" not in html_of(client.get(page))


def test_added_email_is_off_until_its_text_is_written(client, welcome, page):
    client.post(page, {"do": "add_email"})
    assert welcome.steps.count() == 4 and not welcome.steps.get(place=4).is_on


def test_turning_it_off(client, welcome, page):
    services.turn_on(automation=welcome)
    client.post(page, {"do": "turn_off"})
    welcome.refresh_from_db()
    assert not welcome.is_on


def test_page_shows_the_path_of_an_example_and_of_a_person(clock, client, page):
    assert "in 2 days" in html_of(client.get(page))
    a_reader()
    assert "Not in it" in html_of(client.get(page, {"email": "wilma@example.com"}))
    assert "Nobody with this address" in html_of(client.get(page, {"email": "ben@example.com"}))


def test_letter_of_an_automation_is_not_sent_to_everyone(client, welcome):
    letter = welcome.steps.get(place=1).letter
    send = f"/office/newsletter/{letter.pk}/send/"
    assert "belongs to the automation" in html_of(client.get(send))
    client.post(send, {"do": "confirm"})
    letter.refresh_from_db()
    assert letter.state == Newsletter.AUTOMATIC


def test_right_of_a_letter_cannot_be_changed(client, welcome):
    letter = welcome.steps.get(place=1).letter
    edit = html_of(client.get(f"/office/snippets/newsletter/newsletter/edit/{letter.pk}/"))
    assert 'name="audience"' in edit and edit.split('name="audience"')[1][:200].count("disabled") == 1


def test_writer_without_the_right_to_send_may_not_open_it(mia, page):
    assert signed_in(mia).get(page).status_code == 302


def ready(automation: Automation, place: int, next_place: int) -> AutomationStep:
    """A step that somebody waits for."""
    person = a_reader()
    now = timezone.now()
    automation.progress.create(subscriber=person, next_place=next_place, entered_at=now, due_at=now)
    return automation.steps.get(place=place)


def test_deleting_an_email_asks_first_with_numbers(client, welcome, page):
    step = ready(welcome, place=2, next_place=2)
    answer = html_of(client.post(page, {"do": "ask_delete", "step": str(step.pk)}))
    assert "0 people have got it" in answer and "1 person waits" in answer and welcome.steps.count() == 3


def test_deleted_email_goes_and_who_waited_gets_the_next(client, welcome, page, clock):
    services.turn_on(automation=welcome)
    step = ready(welcome, place=2, next_place=2)
    client.post(page, {"do": "delete", "step": str(step.pk)})
    assert [one.place for one in welcome.steps.all()] == [1, 3]
    assert not Newsletter.objects.filter(pk=step.letter_id).exists()
    advance(now=timezone.now())
    assert Delivery.objects.get().newsletter_id == welcome.steps.get(place=3).letter_id


def test_deleted_email_that_was_sent_keeps_its_figures(client, welcome, page):
    step = welcome.steps.get(place=1)
    for email, state in (("a@example.com", Delivery.SENT), ("b@example.com", Delivery.WAITING)):
        Delivery.objects.create(newsletter=step.letter, subscriber=a_reader(email), state=state)
    client.post(page, {"do": "delete", "step": str(step.pk)})
    assert sorted(Delivery.objects.values_list("state", flat=True)) == [Delivery.SENT, Delivery.SKIPPED]
    assert client.get(f"/office/newsletter/{step.letter_id}/send/").status_code == 200


def test_only_email_of_an_automation_that_is_on_stays(client, welcome, page):
    welcome.steps.filter(place__gt=1).update(is_on=False)
    services.turn_on(automation=welcome)
    step = welcome.steps.get(place=1)
    answer = client.post(page, {"do": "delete", "step": str(step.pk)}, follow=True)
    assert "Turn the automation off first" in html_of(answer) and welcome.steps.count() == 3
