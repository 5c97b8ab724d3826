"""Links to other sites are collected and checked by and by; the report names those that are dead."""

from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from django.utils import timezone

from guides.editorial.models import OutsideLink
from guides.editorial.outside_links import checking
from guides.editorial.outside_links.checking import check_due, collect
from tests.guides.blocks.test_directory import a_directory, an_entry
from tests.support import pages
from tests.support.cast import signed_in

pytestmark = pytest.mark.django_db
DEAD = "https://example.org/dead/"


@pytest.fixture(autouse=True)
def problems(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """What is wrong, by address."""
    found = {DEAD: "Answers 404"}
    monkeypatch.setattr(checking, "problem_with", lambda address: found.get(address, ""))
    return found


def linking(*addresses: str, **fields: Any) -> Any:
    links = "".join(f'<a href="{address}">Read this</a>' for address in addresses)
    return pages.a_guide("first", body=[pages.text(f"<p>{links}</p>")], **fields)


def collected() -> set[str]:
    collect()
    return set(OutsideLink.objects.values_list("address", flat=True))


def check(*, days: int = 0) -> int:
    return check_due(now=timezone.now() + timedelta(days=days, minutes=1))


def test_links_in_texts_and_in_directories_are_collected() -> None:
    linking("https://example.org/a/#part", "/shop/", "mailto:a@example.org")
    a_directory(an_entry("class", "Walcot"))
    assert {"https://example.org/a/", "https://example.org/walcot/"} <= collected()
    assert all(address.startswith("http") for address in collected())


def test_a_link_that_was_taken_out_is_forgotten() -> None:
    guide = linking(DEAD)
    assert DEAD in collected()
    guide.delete()
    assert DEAD not in collected()


def test_what_was_found_stays_when_links_are_collected_again() -> None:
    linking(DEAD)
    collect()
    OutsideLink.objects.filter(address=DEAD).update(failures=2)
    collect()
    assert OutsideLink.objects.get(address=DEAD).failures == 2


def test_a_few_are_checked_at_a_time() -> None:
    OutsideLink.objects.bulk_create(OutsideLink(address=f"https://example.org/{n}/") for n in range(7))
    assert [check(), check(), check()] == [5, 2, 0]


def test_a_run_has_an_end_and_what_it_did_not_reach_stays_due(monkeypatch: pytest.MonkeyPatch) -> None:
    OutsideLink.objects.bulk_create(OutsideLink(address=f"https://example.org/{n}/") for n in range(5))
    clock = count(0, 30)  # each look at it is half a minute later
    monkeypatch.setattr(checking, "monotonic", lambda: next(clock))
    assert check() == 1
    assert OutsideLink.objects.filter(due_at__lte=timezone.now()).count() == 4


def test_a_good_link_waits_a_week_and_a_bad_one_a_day() -> None:
    OutsideLink.objects.create(address=DEAD)
    OutsideLink.objects.create(address="https://example.org/good/")
    assert [check(), check(days=2), check(days=8)] == [2, 1, 2]


def test_a_link_is_dead_once_it_failed_twice() -> None:
    OutsideLink.objects.create(address=DEAD)
    check()
    assert checking.dead_links() == {}
    check(days=2)
    assert checking.dead_links() == {DEAD: "Answers 404"}


def test_a_link_that_answers_again_is_alive(problems: dict[str, str]) -> None:
    OutsideLink.objects.create(address=DEAD, failures=5, problem="Answers 404")
    problems.clear()
    check()
    assert checking.dead_links() == {}


def test_the_report_names_dead_links_with_their_page_and_reason(editor: Any) -> None:
    guide = linking(DEAD)
    OutsideLink.objects.create(address=DEAD, failures=2, problem="Answers 404")
    page = " ".join(signed_in(editor).get("/office/reports/links/").content.decode().split())
    assert f"/office/pages/{guide.pk}/edit/" in page
    assert f"{DEAD}: Answers 404" in page
