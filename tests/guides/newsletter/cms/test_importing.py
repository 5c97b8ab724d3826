"""Import with a basis, export, and the figures."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from guides.newsletter.cms import figures
from guides.newsletter.email_digest import digest
from guides.newsletter.models import Consent, Permission, Subscriber, Suppression
from shop.spreadsheets.reader import UnreadableFile
from tests.guides.newsletter.cms.test_send import sender  # noqa: F401
from tests.guides.newsletter.import_files import GOOD, HEAD, import_subscribers
from tests.support.cast import signed_in
from tests.support.html import html_of


def bring(*rows: str, **options: bool):
    return import_subscribers("\n".join([HEAD, *rows]).encode(), **options)


def test_good_row_becomes_a_permission_with_its_basis(db):
    assert bring(GOOD).added == 1
    assert Permission.objects.get().purpose == "news"
    assert "Stroud market (2026-05-01)" in Consent.objects.earliest("pk").basis


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("nobody,news,Paper form at the market,2026-05-01", "email"),
        ("w@example.com,everything,Paper form at the market,2026-05-01", "purpose"),
        ("w@example.com,news,,2026-05-01", "basis"),
        ("w@example.com,news,yes,2026-05-01", "basis"),
        ("w@example.com,news,Paper form at the market,soon", "consented_at"),
        ("w@example.com,news,Paper form at the market,2026-02-31", "consented_at"),
        ("w@example.com,news,Paper form at the market,2999-01-01", "future"),
        ("w@example.com", "purpose"),
    ],
)
def test_bad_row_is_reported_by_its_line_and_the_rest_is_taken(db, row, fault):
    outcome = bring(GOOD, row)
    assert outcome.added == 1
    assert outcome.faults[0][0] == 3
    assert fault in outcome.faults[0][1]


def test_file_without_a_basis_column_is_refused(db):
    with pytest.raises(UnreadableFile, match="basis"):
        import_subscribers(b"email,purpose,consented_at\nw@example.com,news,2026-05-01")


@pytest.mark.parametrize("reason", ["left", "erased", "bounced", "complained"])
def test_nobody_on_the_list_is_brought_back(db, reason):
    Suppression.objects.create(email_hash=digest("wilma@example.com"), reason=reason)
    assert bring(GOOD).suppressed == 1
    assert not Subscriber.objects.exists()


def test_importing_twice_changes_nothing(db):
    bring(GOOD)
    rows = Consent.objects.count()
    assert bring(GOOD).already == 1
    assert Consent.objects.count() == rows


def test_dry_run_only_counts(db):
    assert bring(GOOD, dry_run=True).added == 1
    assert not Subscriber.objects.exists()


def test_rate_counts_who_confirmed(free_guide, signs_up, confirmed):
    confirmed(guide="ten-steps", news="on")
    signs_up("other@example.com", guide="ten-steps")
    (source,) = figures.by_source()
    assert (source.asked, source.confirmed, source.rate) == (2, 1, 50)
    assert figures.by_day()[-1].joined == 1


def test_chart_stays_in_its_frame():
    from datetime import date

    days = [figures.Day(date(2026, 1, 1), 1_000_000, 3), figures.Day(date(2026, 1, 2), 0, 0)]
    assert all(0 <= bar["y"] <= 80 and bar["down"] <= 80 for bar in figures.bars(days))


def test_marketer_sees_figures_imports_and_exports(sender, django_capture_on_commit_callbacks):  # noqa: F811
    client = signed_in(sender)
    page = client.get("/office/newsletter/figures/")
    assert "<svg" in page.content.decode()
    file = SimpleUploadedFile("people.csv", f"{HEAD}\n{GOOD}\nbad\n".encode())
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post("/office/newsletter/import/", {"file": file})
    answer = html_of(client.get(answer.url))
    assert "1 added" in answer
    assert "<td>3</td>" in answer
    assert b"wilma@example.com" in b"".join(client.get("/office/newsletter/export/").streaming_content)


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"", b"email;basis\nx;y\n"])
def test_strange_file_gets_a_clear_answer(sender, content):  # noqa: F811
    file = SimpleUploadedFile("people.csv", content or b" ")
    answer = signed_in(sender).post("/office/newsletter/import/", {"file": file})
    assert answer.status_code == 400
    assert 'role="alert"' in answer.content.decode()


@pytest.mark.parametrize("path", ["figures", "export", "record"])
@pytest.mark.parametrize("person", ["ada", "cleo", "mia"])
def test_nobody_else_sees_subscribers(request, person, path):
    answer = signed_in(request.getfixturevalue(person)).get(f"/office/newsletter/{path}/")
    assert answer.status_code in {302, 403}


@pytest.mark.parametrize(
    "row",
    [
        "w\0@example.com,news,Paper form at the market,2026-05-01",
        "w@example.com,news,Paper form at\0 the market,2026-05-01",
        "x" * 300 + "@example.com,news,Paper form at the market,2026-05-01",
        "w@example.com,news,Paper form at the market,0000-00-00",
    ],
)
def test_hostile_row_is_a_fault_and_no_crash(db, row):
    outcome = bring(GOOD, row)
    assert (outcome.added, len(outcome.faults)) == (1, 1)


def test_file_that_breaks_off_is_refused_whole(db):
    with pytest.raises(UnreadableFile, match="well-formed"):
        bring(GOOD, '"w@example.com,news,unfinished')
    assert not Subscriber.objects.exists()


def test_address_twice_in_a_file_is_one_subscriber(db):
    outcome = bring(GOOD, GOOD.replace("wilma@", "WILMA@"))
    assert (outcome.added, outcome.already) == (1, 1)
    assert Consent.objects.count() == 2


def test_long_file_costs_a_handful_of_queries(db, django_assert_max_num_queries):
    rows = [GOOD.replace("wilma", f"p{number}") for number in range(1_000)]
    with django_assert_max_num_queries(40):
        assert bring(*rows).added == 1_000


def test_record_of_an_erased_address_can_be_looked_up(sender):  # noqa: F811
    bring(GOOD)
    Subscriber.objects.all().delete()
    answer = signed_in(sender).post("/office/newsletter/record/", {"email": "Wilma@example.com"})
    assert "Stroud market" in answer.content.decode()


def test_nothing_is_known_about_a_stranger(sender):  # noqa: F811
    answer = signed_in(sender).post("/office/newsletter/record/", {"email": "stranger@example.com"})
    assert "Nothing." in answer.content.decode()
