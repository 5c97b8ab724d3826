"""An import is checked first, then makes drafts; whatever interrupts it, nothing is lost or made twice."""

from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from time_machine import travel
from wagtail.contrib.redirects.models import Redirect
from wagtail.images import get_image_model

from guides.claims.review.scan import findings_of
from guides.editorial.importing import runs
from guides.editorial.models import GuideImport
from guides.models import GuidePage
from tests.guides.editorial.importing import exports
from tests.support import pages
from tests.support.cast import signed_in
from tests.support.html import html_of

pytestmark = pytest.mark.django_db
PATH = "/office/guides-import/"


@pytest.fixture(autouse=True)
def _files(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    pages.a_person()


@pytest.fixture
def clock() -> Iterator[Any]:
    with travel("2026-11-21T09:00:00Z", tick=False) as moved:
        yield moved


def checked(content: bytes, name: str = "x.zip", by: Any = None) -> GuideImport:
    job = runs.start(name=name, content=content, parent=pages.an_index(), by=by)
    runs.read_some(job.pk)
    job.refresh_from_db()
    return job


def imported(content: bytes, name: str = "x.zip", by: Any = None) -> GuideImport:
    job = checked(content, name, by)
    runs.make_drafts(job.pk)
    runs.read_some(job.pk)
    job.refresh_from_db()
    return job


def the_draft() -> GuidePage:
    found: GuidePage = GuidePage.objects.get().get_latest_revision_as_object()
    return found


def test_a_check_reports_and_changes_nothing() -> None:
    job = checked(exports.markdown_zip())
    (article,) = job.articles.all()
    assert article.kept == {"headings": 1, "lists": 1, "tables": 1, "quotes": 1, "pictures": 1, "links": 1}
    assert any("“script”" in note for note in article.notes)
    assert not GuidePage.objects.exists() and not get_image_model().objects.exists()
    assert bytes(job.content) and job.is_checked


def test_a_draft_has_blocks_author_tags_and_pictures(editor: Any) -> None:
    job = imported(exports.markdown_zip(), by=editor)
    draft = the_draft()
    assert [block.block_type for block in draft.body] == ["text", "table", "quote", "picture"]
    assert (draft.author.name, draft.owner, draft.live) == ("Nell Archer", editor, False)
    assert (draft.introduction, draft.slug) == ("Begin with the feet.", "feet-first")
    assert {tag.name for tag in draft.tags.all()} == {"newborn", "feet"}
    assert draft.cover == draft.body[3].value["image"] == get_image_model().objects.get()
    assert (bytes(job.content), job.state) == (b"", "finished")


def test_the_old_address_leads_to_the_guide_once_it_is_live(client: Client) -> None:
    imported(exports.WORDPRESS.encode(), "wp.xml")
    the_draft().get_latest_revision().publish(skip_permission_checks=True)
    answer = client.get("/2020/05/legs/")
    assert (answer.status_code, answer.url) == (301, GuidePage.objects.get().url)


def test_imported_again_nothing_is_made_twice() -> None:
    imported(exports.markdown_zip())
    job = imported(exports.markdown_zip())
    assert job.articles.get().is_skipped
    assert (GuidePage.objects.count(), Redirect.objects.count()) == (1, 1)


def test_an_unknown_author_and_a_missing_picture_are_named() -> None:
    text = "---\ntitle: Arms\nauthor: Somebody Else\n---\n![An arm](arm.jpg)"
    notes = " ".join(checked(text.encode(), "arms.md").articles.get().notes)
    assert "“Somebody Else” isn’t among the authors" in notes and "arm.jpg" in notes


def test_a_picture_that_is_none_is_left_out() -> None:
    files = exports.zipped(a_dot_md="![A](a.png)\n\nWords", a_dot_png=b"<svg onload=x>")
    imported(files)
    assert [block.block_type for block in the_draft().body] == ["text"]
    assert not get_image_model().objects.exists()


def test_who_may_not_upload_pictures_imports_without_them(editor: Any) -> None:
    for group in editor.groups.all():
        group.collection_permissions.all().delete()
    notes = " ".join(checked(exports.markdown_zip(), by=editor).articles.get().notes)
    imported(exports.markdown_zip(), by=editor)
    assert "you may not upload pictures" in notes
    assert not get_image_model().objects.exists()


def test_a_long_introduction_begins_the_text() -> None:
    imported(f"---\ntitle: Long\nexcerpt: {'word ' * 100}\n---\nEnd.".encode(), "long.md")
    draft = the_draft()
    assert draft.introduction == "" and "word word" in str(draft.body[0].value["text"])


def test_a_claim_in_an_import_is_found_as_in_any_draft() -> None:
    imported(b"# Oil\n\nOur oil cures eczema.", "oil.md")
    assert any(finding.hit == "eczema" for finding in findings_of(the_draft()))


def test_a_task_makes_room_and_the_next_goes_on() -> None:
    files = exports.zipped(a_dot_md="A", b_dot_md="B", c_dot_md="C")
    job = runs.start(name="x.zip", content=files, parent=pages.an_index(), by=None)
    assert [runs.read_some(job.pk, seconds=0) for _ in range(4)] == [True, True, False, False]
    assert job.articles.count() == 3


def test_killed_in_an_article_it_is_read_again(monkeypatch: pytest.MonkeyPatch, clock: Any) -> None:
    job = checked(exports.zipped(a_dot_md="A", b_dot_md="B"))
    runs.make_drafts(job.pk)
    store = runs._store

    def dies(job: GuideImport, number: int, report: Any) -> None:
        store(job, number, report)
        if number == 1:
            raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(runs, "_store", dies)
        runs.read_some(job.pk)
    assert GuidePage.objects.count() == 1
    clock.shift(timedelta(minutes=3))
    assert runs.resume() == 1
    runs.read_some(job.pk)
    assert sorted(GuidePage.objects.values_list("title", flat=True)) == ["A", "B"]


def test_the_page_checks_shows_the_report_and_makes_the_drafts(
    editor: Any, django_capture_on_commit_callbacks: Any
) -> None:
    client, index = signed_in(editor), pages.an_index()
    file = SimpleUploadedFile("feet.zip", exports.markdown_zip())
    with django_capture_on_commit_callbacks(execute=True):
        address = client.post(PATH, {"file": file, "parent": index.pk}).headers["Location"]
    page = html_of(client.get(address))
    assert "Only checked" in page and "1 tables" in page and "Make the draft" in page
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{address}drafts/")
    assert the_draft().title == "Feet first"
    assert f"/office/pages/{the_draft().pk}/edit/" in html_of(client.get(address))


def test_a_wrong_file_is_refused_beside_the_field(editor: Any) -> None:
    data = {"file": SimpleUploadedFile("x.xml", b"<a/>"), "parent": pages.an_index().pk}
    answer = signed_in(editor).post(PATH, data)
    assert answer.status_code == 422 and "export of WordPress" in answer.content.decode()


@pytest.mark.parametrize("end", ["", "{pk}/", "{pk}/drafts/"])
@pytest.mark.parametrize("person", ["ada", "cleo"])
def test_who_may_not_make_guides_imports_none(request: pytest.FixtureRequest, person: str, end: str) -> None:
    path = PATH + end.format(pk=checked(b"A", "a.md").pk)
    client = signed_in(request.getfixturevalue(person))
    assert client.post(path).status_code in {302, 403, 405}
    assert not GuidePage.objects.exists()


def test_an_upload_is_deleted_after_a_week(clock: Any) -> None:
    job = checked(b"A", "a.md")
    clock.shift(timedelta(days=8))
    assert runs.forget_old() == 1
    with pytest.raises(runs.NotChecked):
        runs.make_drafts(job.pk)


def test_the_command_checks_and_saves_when_asked(tmp_path: Path, editor: Any) -> None:
    pages.an_index()
    file = tmp_path / "feet.zip"
    file.write_bytes(exports.markdown_zip())
    out = StringIO()
    call_command("import_guides", str(file), stdout=out)
    assert "1 tables" in out.getvalue() and not GuidePage.objects.exists()
    call_command("import_guides", str(file), "--save", "--as", editor.email, stdout=out)
    assert the_draft().owner == editor
