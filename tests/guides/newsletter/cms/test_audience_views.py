"""What marketers do with saved audiences."""

import pytest
from django.contrib.auth.models import Group

from guides.newsletter.models import SavedAudience
from tests.guides.newsletter.sending.test_delivery import a_newsletter, a_reader
from tests.support.cast import signed_in
from tests.support.html import html_of

ADD = "/office/newsletter/audiences/add/"


@pytest.fixture
def client(mia):
    """Mia, trusted to publish."""
    mia.groups.add(Group.objects.get(name="Moderators"))
    return signed_in(mia)


def form(*rows: dict[str, str], name: str = "Readers", stored: int = 0) -> dict[str, str]:
    data = {"name": name, "rules-TOTAL_FORMS": str(len(rows)), "rules-INITIAL_FORMS": str(stored)}
    for number, row in enumerate(rows):
        data |= {f"rules-{number}-{key}": value for key, value in row.items()}
    return data


def added(which: str, **more: str) -> dict[str, str]:
    return {"sign": "add", "which": which, "since": "", **more}


def test_marketer_saves_an_audience_and_sees_its_number(client, db):
    a_reader()
    answer = client.post(ADD, form(added("news:"), added("")), follow=True)
    assert "1 person" in html_of(answer)
    assert [str(rule) for rule in SavedAudience.objects.get().rules.all()] == ["Add: Agreed to news"]
    assert "Readers" in html_of(client.get("/office/newsletter/audiences/"))


def test_audience_that_adds_nobody_is_refused(client, db):
    answer = client.post(ADD, form(added("news:", sign="take_out"), name="Everyone else"))
    assert answer.status_code == 422 and not SavedAudience.objects.exists()
    assert "Add at least one group" in html_of(answer) and "Everyone else" in html_of(answer)


def test_joined_since_asks_for_the_day(client, db):
    assert "Enter the day" in html_of(client.post(ADD, form(added("joined:"))))


def test_row_is_removed_and_another_added(client, db):
    client.post(ADD, form(added("news:"), added("offers:")))
    audience = SavedAudience.objects.get()
    first, second = audience.rules.all()
    rows = ({**added(""), "id": str(first.pk)}, {**added("offers:"), "id": str(second.pk)}, added("soft:"))
    client.post(f"/office/newsletter/audiences/{audience.pk}/", form(*rows, stored=2))
    assert [rule.group for rule in audience.rules.all()] == ["offers", "soft"]


def test_series_that_is_not_live_any_more_stays_chosen(client, db):
    audience = SavedAudience.objects.create(name="Walkers")
    audience.rules.create(group="followers", slug="walking")
    page = html_of(client.get(f"/office/newsletter/audiences/{audience.pk}/"))
    assert 'value="followers:walking" selected' in page


def test_audience_of_a_newsletter_cannot_be_deleted(client, db):
    audience = SavedAudience.objects.create(name="Readers")
    a_newsletter(audience="saved", saved_audience=audience)
    page = f"/office/newsletter/audiences/{audience.pk}/"
    assert "so it stays" in html_of(client.post(page, {"do": "delete"}, follow=True))
    audience.newsletters.all().delete()
    client.post(page, {"do": "delete"})
    assert not SavedAudience.objects.exists()
