"""What a guide must hold before it goes live, and what a copy starts without."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from time_machine import travel
from wagtail.test.utils.form_data import nested_form_data, streamfield

from guides.claims.review.completeness import PartsMissing
from guides.editorial.completeness import NO_SAFETY_BOX
from guides.models import GuidePage, Person
from tests.support import pages
from tests.support.cast import signed_in

pytestmark = pytest.mark.django_db


def a_draft(*body: Any, **fields: Any) -> GuidePage:
    """A draft that holds a technique and nothing else."""
    page = pages.a_guide("legs", body=body, live=False, **fields)
    page.body = pages.stored(body)
    page.save()
    page.save_revision()
    return page


def a_technique() -> tuple[str, Any]:
    return "technique", {"technique": pages.a_technique().pk, "note": ""}


def test_techniques_need_a_safety_box():
    page = a_draft(a_technique())
    with pytest.raises(PartsMissing, match="needs a safety box"):
        page.get_latest_revision().publish()
    assert not GuidePage.objects.get().live


def test_part_of_a_series_needs_it_too():
    page = a_draft(a_technique(), parent=pages.a_series())
    with pytest.raises(PartsMissing):
        page.get_latest_revision().publish()


def test_with_a_safety_box_it_goes_live():
    page = a_draft(a_technique(), pages.safety(pages.a_note()))
    page.get_latest_revision().publish()
    assert GuidePage.objects.get().live


def test_guide_without_techniques_needs_none():
    a_draft(pages.text()).get_latest_revision().publish()
    assert GuidePage.objects.get().live


def posted(page: GuidePage, block: tuple[str, Any], **more: str) -> dict[str, Any]:
    """What Wagtail's editor sends."""
    comments = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": ""}
    names = ("title", "slug", "introduction")
    given = {name: getattr(page, name) for name in names} | {"author": page.author_id, "comments": comments}
    streams = {"body": streamfield([block]), "changes": streamfield([]), "related": streamfield([])}
    return nested_form_data(given | streams) | more


def test_editor_reads_it_beside_the_body_and_keeps_the_draft(nora):
    page = a_draft(a_technique())
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    block = ("technique", {"technique": page.body[0].value["technique"].pk, "note": "Mine"})
    answer = signed_in(nora).post(url, posted(page, block, **{"action-publish": "1"}))
    (error,) = answer.context["form"].errors.as_data()["body"]
    assert error.non_block_errors.as_data()[0].message == NO_SAFETY_BOX
    assert "Mine" in answer.content.decode()
    assert signed_in(nora).post(url, posted(page, block)).status_code == 302


def test_bulk_publishing_says_so_and_leads_to_the_editor(nora):
    page = a_draft(a_technique())
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={page.pk}"
    answer = signed_in(nora).post(url, follow=True)
    assert "needs a safety box" in answer.content.decode()
    assert answer.redirect_chain[-1][0] == reverse("wagtailadmin_pages:edit", args=[page.pk])


def test_scheduler_holds_it_back():
    page = a_draft(a_technique())
    revision = page.get_latest_revision()
    type(revision).objects.filter(pk=revision.pk).update(approved_go_live_at=timezone.now())
    call_command("publish_scheduled")
    assert not GuidePage.objects.get().live
    assert GuidePage.objects.get().scheduled_revision is None


def test_live_guide_from_before_the_rule_can_still_be_moved():
    block = a_technique()
    pages.a_guide("legs", body=[block])
    GuidePage.objects.update(body=pages.stored([block]))  # as a row that was saved before
    page = GuidePage.objects.get()
    page.show_in_menus = True
    page.save()
    assert GuidePage.objects.get().show_in_menus


@pytest.mark.parametrize("field", ["author", "reviewer"])
def test_people_are_published_first(field):
    person = Person.objects.create(name="Ines Brook", live=False)
    page = a_draft(pages.text(), **{field: person})
    with pytest.raises(PartsMissing, match="publish this person first"):
        page.get_latest_revision().publish()


def test_what_readers_would_not_see_is_named():
    technique = pages.a_technique(live=False)
    page = a_draft(("technique", {"technique": technique.pk, "note": ""}), pages.safety(pages.a_note()))
    with pytest.raises(PartsMissing, match="Long strokes"):
        page.get_latest_revision().publish()


def test_copy_starts_without_review(nora):
    reviewed = {"reviewed_on": date(2026, 9, 1), "review_due": date(2027, 9, 1)}
    page = pages.a_guide("legs", reviewer=pages.a_person("Ines Brook"), **reviewed)
    page.save_revision().publish()
    form = {
        "new_title": "Arms",
        "new_slug": "arms",
        "new_parent_page": page.get_parent().pk,
        "publish_copies": "on",
    }
    signed_in(nora).post(reverse("wagtailadmin_pages:copy", args=[page.pk]), form)
    copy = GuidePage.objects.get(slug="arms")
    for version in (copy, copy.get_latest_revision_as_object()):
        assert (version.reviewer, version.reviewed_on, version.review_due) == (None, None, None)
    assert copy.live
    assert GuidePage.objects.get(slug="legs").reviewer


def test_copy_starts_without_approvals(nora, mia):
    from guides.claims.review.decisions import ask, decide
    from guides.claims.review.gate import blocking

    page = pages.a_guide("legs", body=[pages.text("<p>Studies show it.</p>")], live=False)
    page.save_revision(user=mia)
    (finding,) = blocking(page)
    nora.is_superuser = True
    decide(
        decision=ask(instance=page, finding=finding, by=mia, reason="As an opinion."), by=nora, approve=True
    )
    assert not blocking(page)
    assert blocking(page.copy(update_attrs={"slug": "arms"}))


def test_a_part_waits_for_its_series():
    part = pages.a_guide("legs", parent=pages.a_series(live=False), live=False)
    with pytest.raises(PartsMissing, match="Publish the series “Walking” first"):
        part.save_revision().publish()


def test_a_part_and_its_series_may_have_the_same_time():
    at = timezone.now() + timedelta(hours=1)
    series = pages.a_series(live=False)
    part = pages.a_guide("legs", parent=series, live=False)
    for page in (series, part):
        page.go_live_at = at
        page.save_revision().publish()
    with travel(at + timedelta(minutes=1)):
        call_command("publish_scheduled")
    assert GuidePage.objects.get().live


def test_a_part_may_not_have_an_earlier_time_than_its_series():
    series = pages.a_series(live=False, go_live_at=timezone.now() + timedelta(hours=2))
    series.save_revision().publish()
    part = pages.a_guide("legs", parent=series, live=False, go_live_at=timezone.now() + timedelta(hours=1))
    with pytest.raises(PartsMissing, match="schedule it no later than this part"):
        part.save_revision().publish()
