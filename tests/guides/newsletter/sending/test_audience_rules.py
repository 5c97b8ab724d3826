"""Saved audiences: groups together, groups taken out, each person once, and nobody without a permission."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from guides.newsletter.models import AudienceRule, Consent, Newsletter, Permission, SavedAudience, Subscriber
from guides.newsletter.sending.audience import recipients
from tests.guides.newsletter.sending.test_delivery import a_newsletter, a_reader
from tests.guides.newsletter.sending.test_delivery import sends as sends
from tests.support.factories import a_product
from tests.support.purchases import a_paid_order


def an_audience(*rules: tuple[str, str, str], name: str = "Ours", since: date | None = None) -> SavedAudience:
    """Rules are sign, group and slug."""
    made = SavedAudience.objects.create(name=name)
    for sign, group, slug in rules:
        made.rules.create(sign=sign, group=group, slug=slug, since=since)
    return made


def reached(*rules: tuple[str, str, str], since: date | None = None) -> list[str]:
    """The names of who would get a newsletter."""
    letter = Newsletter(audience="saved", saved_audience=an_audience(*rules, since=since))
    return sorted(person.email.partition("@")[0] for person in recipients(letter))


def buys(product, email: str) -> None:
    a_paid_order(product, email=email)


@pytest.fixture
def people(db):
    """Nell reads news, Olga takes offers, Bob bought, Fay follows and reads news, Sid follows alone."""
    for name, purpose in (("nell", "news"), ("olga", "offers"), ("bob", "soft"), ("fay", "news")):
        a_reader(f"{name}@example.com", purpose=purpose)
    a_reader("sid@example.com", purpose="series", scope="walking")
    fay = Subscriber.objects.get(email="fay@example.com")
    Permission.objects.create(subscriber=fay, purpose="series", scope="walking")


@pytest.mark.parametrize(
    ("rules", "names"),
    [
        ([("add", "news", "")], ["fay", "nell"]),
        ([("add", "news", ""), ("add", "offers", ""), ("add", "soft", "")], ["bob", "fay", "nell", "olga"]),
        ([("add", "news", ""), ("take_out", "followers", "walking")], ["nell"]),
        ([("take_out", "news", "")], []),
    ],
)
def test_groups_are_put_together_and_taken_away(people, rules, names):
    assert reached(*rules) == names


def test_who_follows_a_series_alone_gets_nothing_else(people):
    assert reached(("add", "followers", "walking")) == ["fay"]


def test_person_in_two_groups_gets_one_email(people, sends):
    Permission.objects.create(subscriber=Subscriber.objects.get(email="nell@example.com"), purpose="offers")
    audience = an_audience(("add", "news", ""), ("add", "offers", ""))
    sends(a_newsletter(audience="saved", saved_audience=audience))
    assert sorted(one.to[0] for one in mail.outbox) == [f"{n}@example.com" for n in ("fay", "nell", "olga")]
    assert "bought from us and didn’t refuse" in mail.outbox[0].body


def test_buyers_of_one_product(people):
    oil = a_product(title="Oil")
    buys(oil, "nell@example.com")
    buys(a_product(title="Balm", upc="B-1"), "olga@example.com")
    assert reached(("add", "bought", oil.slug)) == ["nell"]
    assert SavedAudience.objects.all().delete()
    assert reached(("add", "bought", "")) == ["nell", "olga"]


def test_buyer_who_agreed_to_nothing_is_not_written_to(people):
    oil = a_product()
    buys(oil, "sid@example.com")
    assert reached(("add", "bought", oil.slug)) == []


def test_who_asked_for_a_guide(people):
    nell = Subscriber.objects.get(email="nell@example.com")
    Consent.objects.create(
        subscriber=nell, email_hash=nell.email_hash, purpose="guide", scope="ten-steps", action="confirmed"
    )
    assert reached(("add", "news", ""), ("take_out", "asked", "ten-steps")) == ["fay"]


def test_who_joined_since_a_day(people):
    today = timezone.localdate()
    Subscriber.objects.filter(email="nell@example.com").update(confirmed_at=timezone.now())
    old = timezone.now() - timedelta(days=9)
    Subscriber.objects.filter(email="olga@example.com").update(confirmed_at=old)
    assert reached(("add", "joined", ""), since=today) == ["nell"]


def test_who_leaves_in_between_is_left_out(people, sends, monkeypatch):
    audience = an_audience(("add", "news", ""))
    letter = a_newsletter(audience="saved", saved_audience=audience, state=Newsletter.SENDING)
    letter.deliveries.create(subscriber=Subscriber.objects.get(email="nell@example.com"))
    Permission.objects.all().delete()
    from guides.newsletter.sending import delivery

    [row] = letter.deliveries.all()
    assert not delivery._lease(delivery._leases(letter), row)


def test_rules_read_as_sentences(db):
    made = an_audience(("add", "bought", "oil"), ("take_out", "news", ""))
    assert list(map(str, AudienceRule.objects.filter(audience=made))) == [
        "Add: Bought oil",
        "Leave out: Agreed to news",
    ]
