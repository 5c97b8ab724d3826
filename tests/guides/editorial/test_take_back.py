"""Five minutes in which a publication can be taken back."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from time_machine import travel

from guides.editorial.take_back import TooLate, publication_of, take_back
from guides.models import GuidePage
from tests.guides.editorial.test_completeness import posted
from tests.support import pages
from tests.support.cast import signed_in
from tests.support.html import words_of

pytestmark = pytest.mark.django_db


def a_draft() -> GuidePage:
    return pages.a_guide("legs", body=[pages.text()], live=False)


def publish(guide: GuidePage, title: str) -> GuidePage:
    guide = GuidePage.objects.get(pk=guide.pk)
    guide.title = title
    guide.save_revision().publish()
    return GuidePage.objects.get(pk=guide.pk)


def address(guide: GuidePage) -> str:
    return f"/office/take-back/{guide.pk}/"


def test_a_first_publication_leaves_a_draft(editor: Any) -> None:
    guide = publish(a_draft(), "Legs")
    take_back(page_id=guide.pk, by=editor)
    guide.refresh_from_db()
    assert not guide.live and guide.get_latest_revision_as_object().title == "Legs"


def test_a_correction_gives_way_to_what_was_there_and_stays_as_a_draft(editor: Any) -> None:
    guide = publish(a_draft(), "Legs")
    with travel(timezone.now() + timedelta(days=1)):
        guide = publish(guide, "Arms")
        take_back(page_id=guide.pk, by=editor)
    guide = GuidePage.objects.get(pk=guide.pk)
    assert guide.live and guide.title == "Legs"
    assert guide.has_unpublished_changes and guide.get_latest_revision_as_object().title == "Arms"


def test_after_five_minutes_it_is_too_late(editor: Any) -> None:
    guide = publish(a_draft(), "Legs")
    with travel(timezone.now() + timedelta(minutes=5, seconds=1)), pytest.raises(TooLate):
        take_back(page_id=guide.pk, by=editor)


def test_a_draft_has_nothing_to_take_back() -> None:
    with pytest.raises(TooLate):
        publication_of(a_draft())


def test_the_page_says_what_it_does_before_it_does_it(editor: Any) -> None:
    guide = publish(a_draft(), "Legs")
    asked = words_of(signed_in(editor).get(address(guide)))
    assert "The page leaves the site and stays as a draft." in asked
    signed_in(editor).post(address(guide))
    assert not GuidePage.objects.get(pk=guide.pk).live


def test_writers_take_nothing_back(writer: Any) -> None:
    guide = publish(a_draft(), "Legs")
    signed_in(writer).post(address(guide))
    assert GuidePage.objects.get(pk=guide.pk).live


def test_publishing_offers_it(editor: Any) -> None:
    guide = a_draft()
    form = posted(
        guide, ("quote", {"text": "Slowly.", "who": "Nell", "where": ""}), **{"action-publish": "1"}
    )
    answer = signed_in(editor).post(f"/office/pages/{guide.pk}/edit/", form, follow=True)
    assert address(guide) in answer.content.decode()


def test_what_is_no_longer_live_is_not_taken_back_twice(editor: Any) -> None:
    answer = signed_in(editor).post(address(a_draft()), follow=True)
    assert "Too late" in words_of(answer)
