"""What marketers find on the first page of the office."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Workflow

from guides.claims.models import Decision
from guides.editorial import first_page
from guides.editorial.roles import WORKFLOW
from guides.models import Feedback, GuidePage
from guides.newsletter.models import Newsletter
from shop.reports.attributed_sales import AttributedSales
from tests.support import pages
from tests.support.cast import signed_in

pytestmark = pytest.mark.django_db


def titles(rows: Any) -> list[str]:
    return [row.text for row in rows]


def test_drafts_are_ones_own(writer, editor):
    pages.a_guide("mine", live=False, owner=writer).save_revision(user=writer)
    pages.a_guide("theirs", live=False, owner=editor).save_revision(user=editor)
    pages.a_guide("out", owner=writer)
    (row,) = first_page.drafts(writer)
    assert (row.text, row.note) == ("Mine", "not published yet")


def test_a_submitted_guide_waits_for_who_may_approve_it(writer, nora):
    guide = pages.a_guide("legs", live=False)
    guide.save_revision(user=writer)
    Workflow.objects.get(name=WORKFLOW).start(guide, writer)
    assert titles(first_page.waiting(nora)) == ["Legs"]
    assert titles(first_page.waiting(writer)) == []


def test_claims_to_decide_wait_for_an_approver_one_row_a_text(nora, writer):
    guide = pages.a_guide("legs", owner=writer)
    about = {"content_type": ContentType.objects.get_for_model(GuidePage), "object_id": guide.pk}
    for number in (1, 2):
        Decision.objects.create(fingerprint=f"{number}", title="Legs", asked_by=writer, **about)
    (row,) = first_page.waiting(nora)
    assert (row.text, row.note) == ("Legs", f"2 claims to decide, asked by {writer.called}")
    assert signed_in(nora).get(row.url).status_code == 200
    assert titles(first_page.waiting(writer)) == []


def test_what_was_sent_today_is_not_due(editor):
    now = timezone.now()
    Newsletter.objects.create(subject="Sent", send_at=now - timedelta(seconds=1), live=False)
    Newsletter.objects.create(subject="Next", send_at=now + timedelta(days=1), live=False)
    assert titles(first_page.due(editor)) == ["Next"]


def test_comments_of_readers_wait_for_editors(editor):
    guide = pages.a_guide("legs")
    for comment in ("Thank you", "", "And the arms?"):
        Feedback.objects.create(guide=guide, is_helpful=True, comment=comment)
    (row,) = first_page.waiting(editor)
    assert row.text == "2 comments of readers"
    assert signed_in(editor).get(row.url).status_code == 200


def test_reviews_and_schedules_are_due(editor):
    today = timezone.localdate()
    pages.a_guide("old", review_due=today - timedelta(days=3))
    pages.a_guide("later", review_due=today + timedelta(days=60))
    planned = pages.a_guide("planned", live=False, go_live_at=timezone.now() + timedelta(days=2))
    planned.save_revision().publish()
    old, soon = first_page.due(editor)
    assert (old.text, old.is_urgent) == ("Old", True)
    assert (soon.text, soon.note.startswith("goes live")) == ("Planned", True)


def test_what_went_live_lately_is_named(editor):
    now = timezone.now()
    pages.a_guide("new", first_published_at=now, last_published_at=now)
    long_ago = now - timedelta(days=90)
    pages.a_guide("known", first_published_at=long_ago, last_published_at=now)
    pages.a_guide("quiet", first_published_at=long_ago, last_published_at=long_ago)
    found = {row.text: row.note.partition(",")[0] for row in first_page.went_live(editor)}
    assert found == {"New": "new", "Known": "changed"}


def test_what_sold_begins_with_the_most(editor, monkeypatch):
    few, many = pages.a_guide("few"), pages.a_guide("many")
    sold = {
        f"guide-{few.pk}": AttributedSales(1, 1, Decimal("5.00")),
        f"guide-{many.pk}": AttributedSales(2, 2, Decimal("50.00")),
        "guide-999999": AttributedSales(1, 1, Decimal("90.00")),
    }
    monkeypatch.setattr("guides.editorial.analytics.top_sellers.sold_by_source", lambda **_: sold)
    assert [(row.text, row.note) for row in first_page.sold(editor)] == [
        ("Many", "£50.00 from 2 orders"),
        ("Few", "£5.00 from 1 order"),
    ]


def test_panels_stand_on_the_first_page_for_marketers_only(editor, cleo):
    assert "Went live" in signed_in(editor).get("/office/").content.decode()
    assert "Went live" not in signed_in(cleo).get("/office/").content.decode()


def test_a_guide_begins_on_the_first_page(writer, cleo):
    index = pages.an_index()
    new = reverse("wagtailadmin_pages:add_subpage", args=[index.pk])
    assert [address for _, address in first_page.beginnings(writer)] == [new, reverse("desk-paste")]
    answer = signed_in(writer).get("/office/").content.decode()
    assert f'<a href="{new}">Write a guide</a>' in answer
    assert first_page.beginnings(cleo) == []


def cost(user: Any) -> int:
    with CaptureQueriesContext(connection) as seen:
        list(first_page.panels_for(user))
    return len(seen)


def test_more_guides_cost_no_more_queries(writer):
    def some(name: str) -> None:
        guide = pages.a_guide(name, live=False, owner=writer)
        guide.save_revision(user=writer)
        pages.a_guide(f"{name}-out", review_due=date(2020, 1, 1), last_published_at=timezone.now())

    cost(writer)
    some("one")
    few = cost(writer)
    for name in ("two", "three"):
        some(name)
    assert GuidePage.objects.count() == 6
    assert cost(writer) <= few + 4  # the address of each shown page
