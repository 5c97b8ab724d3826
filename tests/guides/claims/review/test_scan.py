"""What is live is checked, again whenever it or the rules change."""

import pytest
from django.core.management import call_command

from guides.claims.models import ClaimFinding, ClaimRule, Scan
from guides.claims.review.scan import scan
from guides.demo.pages import load_pages
from guides.models import InfoPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(small_pictures: None) -> InfoPage:
    load_pages()
    return InfoPage.objects.get(slug="about")


def claim(page: InfoPage, text: str) -> None:
    """Put it live as a rule change would find it: past the editor."""
    InfoPage.objects.filter(pk=page.pk).update(intro=text)


def found(page: InfoPage) -> set[str]:
    return set(
        ClaimFinding.objects.filter(object_id=str(page.pk), label="Intro").values_list("rule_code", flat=True)
    )


def test_scan_keeps_field_rule_excerpt_and_version(page):
    claim(page, "Our oil cures eczema.")
    run = scan()
    row = ClaimFinding.objects.get(object_id=str(page.pk), rule_code="C001")
    assert (row.path, row.severity, row.excerpt) == ("intro", "B", "Our oil cures eczema.")
    assert (row.rule_set.number, run.rule_set.number) == (1, 1)
    assert run.finished_at
    assert run.open >= 2


def test_scan_replaces_what_it_found_before(page):
    claim(page, "Our oil cures eczema.")
    scan()
    claim(page, "Our oil is an oil.")
    scan()
    assert not found(page)


def test_drafts_are_not_scanned(page):
    claim(page, "Our oil cures eczema.")
    InfoPage.objects.filter(pk=page.pk).update(live=False)
    scan()
    assert not found(page)


def test_dry_run_keeps_nothing(page):
    assert scan(dry_run=True).checked > 0
    assert not Scan.objects.exists()


def test_changed_rule_scans_live_pages(page, django_capture_on_commit_callbacks):
    claim(page, "A wobbly phrase.")
    with django_capture_on_commit_callbacks(execute=True):
        ClaimRule.objects.create(code="X1", severity="B", category="mine", pattern=r"\bwobbly\b", why="So.")
    assert found(page) == {"X1"}
    assert ClaimFinding.objects.get(rule_code="X1").rule_set.number == 2


def test_saved_live_page_is_checked_at_once(page, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        page.intro = "Best enjoyed every day."
        page.save()
    assert found(page) == {"C090"}


def test_unpublished_page_loses_its_findings(page, django_capture_on_commit_callbacks):
    claim(page, "Our oil cures eczema.")
    scan()
    with django_capture_on_commit_callbacks(execute=True):
        InfoPage.objects.get(pk=page.pk).unpublish()
    assert not found(page)


def test_command_reports_progress_and_fails_on_open_claims(page, capsys):
    claim(page, "Our oil cures eczema.")
    with pytest.raises(SystemExit) as stopped:
        call_command("scan_claims")
    assert stopped.value.code == 1
    assert "checked by version 1" in capsys.readouterr().out


def test_command_passes_when_nothing_is_open(capsys):
    call_command("scan_claims", dry_run=True)
    assert "0 open" in capsys.readouterr().out


def test_scan_takes_a_few_queries_for_many_pages(page, django_assert_max_num_queries):
    home = page.get_parent()
    for number in range(30):
        home.refresh_from_db()
        home.add_child(instance=InfoPage(title=f"Page {number}", slug=f"page-{number}"))
    with django_assert_max_num_queries(60):
        scan()
