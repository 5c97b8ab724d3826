"""A new part of a series is announced once, ten minutes after it went live, to its followers only."""

from datetime import UTC, datetime, timedelta
from typing import Any
from weakref import ReferenceType

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone
from wagtail import signals
from wagtail.actions.copy_page import CopyPageAction

from guides.models import GuidePage
from guides.newsletter.models import Newsletter, Permission
from guides.newsletter.sending import schedule
from guides.newsletter.sending.transitions import stop
from tests.guides.newsletter.sending.test_delivery import a_reader
from tests.support.cast import signed_in
from tests.support.pages import a_guide, a_series

SCHEDULED = datetime(2026, 11, 22, 8, tzinfo=UTC)


@pytest.fixture
def series(db: None) -> Any:
    for number in range(3):
        a_reader(f"p{number}@example.com", purpose="series", scope="massage")
    return a_series("massage")


@pytest.fixture
def later(clock: Any, django_capture_on_commit_callbacks: Any) -> Any:
    """Let minutes pass, then run what the scheduler runs."""

    def wait(minutes: float = 11) -> list[str]:
        clock.shift(timedelta(minutes=minutes))
        with django_capture_on_commit_callbacks(execute=True):
            call_command("publish_scheduled")
            schedule.resume()
        return [f"{m.subject} to {m.to[0]}" for m in mail.outbox]

    return wait


def a_draft(series: Any, **fields: Any) -> GuidePage:
    return a_guide("legs", parent=series, live=False, **fields)


def published(part: Any) -> Any:
    part.save_revision().publish()
    return type(part).objects.get(pk=part.pk)


TO_ALL = [f"A new part is out: Legs to p{number}@example.com" for number in range(3)]


def test_a_published_part_is_announced_after_ten_minutes(series, later):
    published(a_draft(series))
    assert later(9) == []
    assert sorted(later(2)) == TO_ALL
    assert "http://127.0.0.1:8000/guides/massage/legs/" in mail.outbox[0].body


def test_a_scheduled_part_is_announced_when_it_is_live(series, later):
    part = a_draft(series)
    part.go_live_at = SCHEDULED
    published(part)
    assert later() == [] and not Newsletter.objects.exists()
    assert later(24 * 60) == []  # it has just gone live
    assert sorted(later()) == TO_ALL


def test_a_part_published_again_is_announced_no_second_time(series, later):
    part = published(a_draft(series))
    later()
    mail.outbox.clear()
    published(part)
    part.unpublish()
    published(part)
    assert later() == []


def test_a_part_taken_down_in_time_is_announced_once_it_is_back(series, later):
    part = published(a_draft(series))
    part.unpublish()
    assert later() == []
    part.title = "Legs and feet"
    published(part)
    assert {line.partition(" to")[0] for line in later()} == {"A new part is out: Legs and feet"}
    assert len(mail.outbox) == 3


def test_a_deleted_part_is_announced_to_nobody(series, later):
    published(a_draft(series)).delete()
    assert later() == []
    assert Newsletter.objects.get().state == Newsletter.DRAFT


@pytest.mark.parametrize("keep_live", [True, False])
def test_a_copy_is_not_announced(series, later, keep_live):
    part = published(a_draft(series))
    later()
    mail.outbox.clear()
    copy = CopyPageAction(part, to=series, update_attrs={"slug": "copy"}, keep_live=keep_live).execute()
    published(copy)
    assert later() == [] and copy.will_tell_followers is False


def test_a_copy_that_somebody_ticks_is_announced(series, later):
    part = published(a_draft(series))
    copy = CopyPageAction(part, to=series, update_attrs={"slug": "copy", "title": "Arms"}).execute()
    copy.tells_followers = True
    published(copy)
    assert len(later()) == 6


def test_an_alias_is_not_announced(series, later):
    part = a_guide("alone", live=False)
    part.create_alias(parent=series)
    published(part)
    assert later() == []


def test_a_live_guide_moved_into_a_series_is_not_announced(series, later):
    part = published(a_guide("alone", live=False))
    later()
    part.move(series, pos="last-child")
    published(part)
    assert later() == []


def test_a_draft_moved_into_a_series_is_announced_there(series, later):
    part = a_guide("alone", live=False)
    part.move(series, pos="last-child")
    published(part)
    assert len(later()) == 3


def test_an_announcement_can_be_left_out(series, later):
    published(a_draft(series, tells_followers=False))
    assert later() == []


def test_an_announcement_stopped_in_time_stays_a_draft(series, later):
    published(a_draft(series))
    stop(newsletter=Newsletter.objects.get())
    assert later() == []
    assert Newsletter.objects.get().is_open


def receivers(*names: str) -> list[Any]:
    """Every receiver of ours of these signals, by name."""
    found = [entry[1] for name in names for entry in getattr(signals, name).receivers]
    called = [entry() if isinstance(entry, ReferenceType) else entry for entry in found]
    return [one for one in called if one.__module__.startswith(("guides", "shop"))]


def test_no_receiver_acts_on_a_page_that_was_only_scheduled(
    series, django_assert_num_queries, django_capture_on_commit_callbacks
):
    part = a_draft(series, go_live_at=timezone.now() + timedelta(days=1))
    found = receivers("page_published", "published")
    assert len(found) >= 3
    for receiver in found:
        with django_capture_on_commit_callbacks() as tasks, django_assert_num_queries(0):
            receiver(sender=GuidePage, instance=part, revision=None, signal=None)
        assert tasks == [], receiver


def test_no_receiver_ends_anything_when_a_series_is_unpublished(series, django_capture_on_commit_callbacks):
    published(a_draft(series))
    for receiver in receivers("page_unpublished", "unpublished"):
        receiver(sender=type(series), instance=series, signal=None)
    series.unpublish()
    assert Permission.objects.count() == 3
    published(series)
    assert Permission.objects.count() == 3


@pytest.fixture
def publisher(editor: Any) -> Any:
    return signed_in(editor)


def test_the_form_says_how_many_will_be_emailed(series, publisher):
    page = publisher.get(f"/office/pages/{a_draft(series).pk}/edit/").content.decode()
    assert "Email the 3 people who follow “Massage” when this part first goes live" in page
    new = publisher.get(f"/office/pages/add/guides/guidepage/{series.pk}/").content.decode()
    assert "Email the 3 people who follow" in new
    assert "They are emailed ten minutes later" in page


def test_the_form_says_that_nobody_follows_yet(publisher):
    series = a_series()
    page = publisher.get(f"/office/pages/add/guides/guidepage/{series.pk}/").content.decode()
    assert "Email the people who follow" in page and "Nobody follows it yet" in page


def test_the_form_names_the_day_of_a_part_with_a_time(series, publisher):
    draft = a_draft(series)
    draft.go_live_at = datetime(2126, 12, 10, 9, 0, tzinfo=UTC)
    draft.save_revision()
    page = publisher.get(f"/office/pages/{draft.pk}/edit/").content.decode()
    assert "They are emailed on 10 December at 09:10" in page


def test_the_form_asks_nothing_of_what_nobody_follows(series, publisher):
    for part in (a_guide("alone"), published(a_draft(series))):
        page = publisher.get(f"/office/pages/{part.pk}/edit/").content.decode()
        assert "tells_followers" not in page


def test_publishing_says_who_is_emailed_and_where_to_stop_it(series, publisher):
    part = published(a_draft(series))
    page = publisher.get("/office/").content.decode()
    assert "3 people will be emailed at" in page
    assert f"/office/newsletter/{Newsletter.objects.get().pk}/send/" in page
    assert part.live


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/office/pages/{}/unpublish/", "3 people stay followers"),
        ("/office/bulk/wagtailcore/page/unpublish/?id={}", "3 people stay followers"),
        ("/office/pages/{}/delete/", "This ends 3 people’s follow"),
        ("/office/bulk/wagtailcore/page/delete/?id={}", "This ends 3 people’s follow"),
        ("/office/bulk/wagtailcore/page/publish/?id={}", "“Legs” is announced to 3 people."),
    ],
)
def test_whoever_decides_for_followers_is_told_how_many(series, admin_client, path, says):
    a_draft(series)
    above = series if "publish/" in path and "un" not in path else series.get_parent()
    page = admin_client.get(path.format(above.pk if "bulk" in path else series.pk)).content.decode()
    assert says in page
