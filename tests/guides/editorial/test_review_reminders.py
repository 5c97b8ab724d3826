"""A guide whose review is due says so by mail, on the day and every week after."""

from datetime import date, timedelta

import pytest
from django.core import mail

from guides.editorial.review_reminders import due, remind
from guides.models import GuideIndexPage, GuidePage, Person
from tests.guides.claims.pages import a_home
from tests.support.outbox import send_queued
from tests.support.pages import stored, text

pytestmark = pytest.mark.django_db
TODAY = date(2031, 6, 10)


@pytest.fixture
def guide(mia) -> GuidePage:
    index = GuideIndexPage(title="Guides", slug="guides-x", introduction="Slowly.")
    a_home().add_child(instance=index)
    author = Person.objects.create(name="Ada Marsh")
    page = GuidePage(
        title="Legs",
        slug="legs",
        introduction="Slowly.",
        author=author,
        body=stored([text()]),
        owner=mia,
        review_due=TODAY,
    )
    index.add_child(instance=page)
    return page


@pytest.mark.parametrize(("days", "named"), [(-1, 0), (0, 1), (1, 0), (7, 1), (14, 1)])
def test_reminder_comes_on_the_day_and_each_week(guide, days, named):
    assert remind(TODAY + timedelta(days=days)) == named
    send_queued()
    assert len(mail.outbox) == named


def test_reminder_goes_to_owner_and_editors_with_a_link(guide, mia, nora):
    remind(TODAY)
    send_queued()
    assert {message.to[0] for message in mail.outbox} == {mia.email, nora.email}
    assert f"/office/pages/{guide.pk}/edit/" in mail.outbox[0].body


def test_drafts_are_not_due(guide):
    GuidePage.objects.update(live=False)
    assert not due(TODAY).exists()
