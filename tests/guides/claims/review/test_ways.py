"""Each way to publish refuses a guide whose block lacks something, and each way that Wagtail has is tried."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import wagtail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Revision

from guides.claims.review.completeness import NotPublishable, PartsMissing
from guides.editorial.roles import make_roles
from guides.models import GuidePage
from tests.guides.editorial.test_completeness import posted
from tests.support import pages
from tests.support.cast import signed_in

pytestmark = pytest.mark.django_db
NAMELESS = ("table", {"caption": "", "rows": "Age | Oil\nOne | 2 ml", "first_column_names_rows": True})
WHOLE = ("table", NAMELESS[1] | {"caption": "How much oil"})
WORDS = "Table, caption: this is missing."
HOUR = timedelta(hours=1)


def a_draft(block: Any = NAMELESS) -> GuidePage:
    guide = pages.a_guide("legs", body=[pages.text(), block], live=False)
    guide.save_revision()
    return fresh(guide)


def fresh(guide: GuidePage) -> GuidePage:
    return GuidePage.objects.get(pk=guide.pk)


def edited(guide: GuidePage, user: Any, **more: str) -> None:
    stored = guide.body[1].get_prep_value()["value"]
    form = posted(guide, ("table", stored | {"sources": {"count": "0"}}), **more)
    signed_in(user).post(reverse("wagtailadmin_pages:edit", args=[guide.pk]), form)


def editor_publishes(guide: GuidePage, user: Any) -> None:
    edited(guide, user, **{"action-publish": "1"})


def editor_schedules(guide: GuidePage, user: Any) -> None:
    later = (timezone.localtime() + HOUR).strftime("%Y-%m-%d %H:%M")
    edited(guide, user, go_live_at=later, **{"action-publish": "1"})


def many_at_once(guide: GuidePage, user: Any) -> None:
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    signed_in(user).post(f"{url}?id={guide.pk}")


def with_their_parent(guide: GuidePage, user: Any) -> None:
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    signed_in(user).post(f"{url}?id={guide.get_parent().pk}", {"include_descendants": "on"})


def editors_api(guide: GuidePage, user: Any) -> None:
    signed_in(user).post(reverse("wagtailadmin_api:pages:action", args=[guide.pk, "publish"]))


def by_a_workflow(guide: GuidePage, user: Any) -> None:
    make_roles()
    # Submitted when the rule didn't exist yet.
    GuidePage.objects.filter(pk=guide.pk).update(body=pages.stored([pages.text(), WHOLE]))
    whole = fresh(guide)
    whole.save_revision()
    whole.get_workflow().start(whole, user)
    whole.body = guide.body
    whole.save_revision()
    while (state := fresh(guide).current_workflow_task_state) is not None:
        state.approve(user=user)


def in_code(guide: GuidePage, user: Any) -> None:
    guide.get_latest_revision().publish(user=user)


def scheduled_in_code(guide: GuidePage, user: Any) -> None:
    guide.go_live_at = timezone.now() + HOUR
    guide.save_revision().publish(user=user)


def saved_as_live(guide: GuidePage, user: Any) -> None:
    guide.live = True
    guide.save()


def by_the_scheduler(guide: GuidePage, user: Any) -> None:
    latest = guide.get_latest_revision()
    Revision.objects.filter(pk=latest.pk).update(approved_go_live_at=timezone.now() - HOUR)
    call_command("publish_scheduled")


def as_a_copy(guide: GuidePage, user: Any) -> None:
    Page.objects.filter(pk=guide.pk).update(live=True)  # live from before the rule
    try:
        fresh(guide).copy(update_attrs={"slug": "arms"}, user=user)
    finally:
        Page.objects.filter(pk=guide.pk).update(live=False)


Way = Callable[[GuidePage, Any], None]
# Where Wagtail and this project publish, and the ways above that lead there.
WAYS: dict[str, tuple[Way, ...]] = {
    "wagtail/admin/views/pages/edit.py": (editor_publishes, editor_schedules),
    "wagtail/admin/views/pages/bulk_actions/publish.py": (many_at_once, with_their_parent),
    "wagtail/admin/api/actions/publish.py": (editors_api,),
    "wagtail/workflows.py": (by_a_workflow,),
    "wagtail/actions/copy_page.py": (as_a_copy,),
    "wagtail/management/commands/publish_scheduled.py": (by_the_scheduler,),
    "wagtail/models/revisions.py": (in_code, scheduled_in_code),
    "wagtail/actions/publish_revision.py": (saved_as_live,),
}
# These call `revision.publish()`, which is tried above, and nothing else.
THE_SAME = {
    "wagtail/admin/views/generic/mixins.py",
    "wagtail/admin/views/pages/create.py",
    "wagtail/actions/create.py",
    "wagtail/actions/edit.py",
    "wagtail/models/draft_state.py",
    "wagtail/models/pages.py",
    "guides/editorial/moving.py",
    "guides/editorial/take_back.py",
    "guides/newsletter/demo.py",
    "guides/demo/guides.py",
}
ALL = [way for ways in WAYS.values() for way in ways]
PUBLISHES = re.compile(
    r"(?:revision|found\.before|rp|content_object|_revision\(\))\.publish\((?!\)`)"
    r"|Publish\w*RevisionAction\((?:$|revision)|\.live = True$|keep_live=True",
    re.MULTILINE,
)


def places() -> Iterator[str]:
    """The files that publish, by their path from the package on."""
    for root in (Path(wagtail.__file__).parent, Path("guides").resolve()):
        for path in root.rglob("*.py"):
            if "test" not in str(path.relative_to(root)) and PUBLISHES.search(path.read_text("utf-8")):
                yield str(path.relative_to(root.parent))


def test_each_place_that_publishes_is_tried() -> None:
    assert set(places()) == WAYS.keys() | THE_SAME


@pytest.mark.parametrize("way", ALL, ids=lambda way: way.__name__)
def test_a_block_that_lacks_something_keeps_it_a_draft(way: Way, boss: Any) -> None:
    guide = a_draft()
    with suppress(NotPublishable):
        way(guide, boss)
    assert not GuidePage.objects.filter(live=True).exists()
    assert not Revision.objects.exclude(approved_go_live_at=None).exists()


@pytest.mark.parametrize("way", [way for way in ALL if way is not as_a_copy], ids=lambda way: way.__name__)
def test_a_whole_guide_goes_live_or_gets_its_time(way: Way, boss: Any) -> None:
    way(a_draft(WHOLE), boss)
    live = GuidePage.objects.filter(live=True)
    assert live.exists() or Revision.objects.exclude(approved_go_live_at=None).exists()


def test_the_message_names_the_block_and_the_field() -> None:
    with pytest.raises(PartsMissing, match=re.escape(WORDS)):
        a_draft().get_latest_revision().publish()


def test_it_is_not_submitted_either(writer: Any) -> None:
    guide = a_draft()
    with pytest.raises(PartsMissing, match=re.escape(WORDS)):
        guide.get_workflow().start(guide, writer)


def test_a_live_guide_from_before_the_rule_can_still_be_moved() -> None:
    guide = a_draft()
    Page.objects.filter(pk=guide.pk).update(live=True)
    live = fresh(guide)
    live.show_in_menus = True
    live.save()
    assert fresh(guide).show_in_menus


@pytest.fixture
def boss(nora: Any) -> Any:
    """May do everything."""
    nora.is_superuser = True
    nora.save()
    return nora
