"""The exported subscribers: only people who may be emailed, each with the words that they agreed to."""

import csv
from datetime import date, timedelta
from io import StringIO
from itertools import product
from typing import Any

import pytest
from django.utils import timezone

from guides.newsletter.cms import exporting
from guides.newsletter.models import Newsletter, Permission, Subscriber, Suppression
from guides.newsletter.models.sending import SAVED
from guides.newsletter.sending.audience import recipients
from tests.guides.newsletter.cms.test_importing import GOOD, bring
from tests.guides.newsletter.cms.test_send import sender  # noqa: F401
from tests.guides.newsletter.sending.test_delivery import a_reader
from tests.support.cast import signed_in
from tests.support.html import html_of

pytestmark = pytest.mark.django_db


def exported() -> list[dict[str, Any]]:
    head, *rows = exporting.export_rows()
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


def everybody() -> None:
    """Each state, pause, reason on the list and audience, in every combination."""
    today = timezone.localdate()
    states = (Subscriber.UNCONFIRMED, Subscriber.CONFIRMED, Subscriber.LEFT)
    pauses = (None, today, today + timedelta(days=3))
    reasons = ("", Suppression.LEFT, Suppression.BOUNCED, Suppression.COMPLAINED, Suppression.ERASED)
    audiences = [(purpose, "walking" if purpose == "series" else "") for purpose, _ in AUDIENCES]
    for number, (state, pause, reason, (purpose, scope)) in enumerate(
        product(states, pauses, reasons, audiences)
    ):
        person = a_reader(f"p{number}@example.com", purpose, scope, state=state, paused_until=pause)
        if reason:
            Suppression.objects.create(email_hash=person.email_hash, reason=reason)


# A saved audience chooses among people with one of the other permissions.
AUDIENCES = [one for one in Newsletter._meta.get_field("audience").choices if one[0] != SAVED]


def test_the_file_is_what_sending_would_do() -> None:
    everybody()
    rows = exported()
    for purpose, _ in AUDIENCES:
        series = "walking" if purpose == "series" else ""
        allowed = recipients(Newsletter(audience=purpose, series=series))
        named = [row["email"] for row in rows if (row["purpose"], row["series"]) == (purpose, series)]
        assert sorted(named) == sorted(allowed.values_list("email", flat=True))
        assert len(named) == 2  # awake and confirmed


def test_who_asked_for_the_guide_alone_is_not_in_it(free_guide: Any, confirmed: Any) -> None:
    confirmed(guide="ten-steps")
    assert exported() == []


def test_each_permission_has_its_own_words(free_guide: Any, confirmed: Any) -> None:
    confirmed(news="on", guide="ten-steps")
    confirmed(guide="ten-steps")  # a newer act about something else
    rows = exported()
    assert {row["purpose"] for row in rows} == {"news", "offers"}
    assert all(str(row["agreed_to"]).startswith("Email me news and offers too") for row in rows)


def test_words_asked_for_and_never_confirmed_are_not_those_agreed_to(
    free_guide: Any, confirmed: Any, signs_up: Any, clock: Any
) -> None:
    confirmed(news="on", guide="ten-steps")
    confirmed_on = exported()[0]["agreed_on"]
    clock.shift(timedelta(days=3))
    signs_up(news="on")
    assert {row["agreed_on"] for row in exported()} == {confirmed_on}


def test_imported_people_keep_their_own_day_and_basis() -> None:
    bring(GOOD)
    (row,) = exported()
    assert row["agreed_on"] == date(2026, 5, 1)
    assert "Stroud market" in str(row["basis"])


def test_the_other_file_holds_codes_and_no_address() -> None:
    person = a_reader()
    Suppression.objects.create(email_hash=person.email_hash, reason=Suppression.LEFT)
    _, row = exporting.suppressed_rows()
    assert row[:2] == (person.email_hash, "left")
    assert "@" not in str(row)


@pytest.mark.parametrize("name", ["", "never/"])
def test_both_are_files_for_those_who_send(sender: Any, mia: Any, name: str) -> None:  # noqa: F811
    a_reader("=cmd@example.com")
    answer = signed_in(sender).get(f"/office/newsletter/export/{name}")
    rows = list(csv.reader(StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert not [cell for row in rows for cell in row if cell.startswith("=")]
    mia.groups.clear()
    assert signed_in(mia).get(f"/office/newsletter/export/{name}").status_code == 302


def test_the_figure_counts_the_same_people(sender: Any) -> None:  # noqa: F811
    everybody()
    page = html_of(signed_in(sender).get("/office/newsletter/figures/"))
    assert "Active subscribers" in page
    assert Permission.objects.count() > len(exported())
    assert "<td>News</td><td>2</td>" in page
