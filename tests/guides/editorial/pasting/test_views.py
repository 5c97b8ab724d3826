"""Pasting a document makes a draft, with the rights of whoever pastes."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.images import get_image_model
from wagtail.models import Page

from guides.models import GuidePage
from tests.guides.editorial.pasting import documents
from tests.support import pages
from tests.support.cast import access, signed_in
from tests.support.html import html_of

pytestmark = pytest.mark.django_db
PATH = "/office/guides-paste/"


@pytest.fixture(autouse=True)
def _files(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    pages.a_person()


def a_file(content: str | bytes, name: str = "pasted.html") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)


def sent(person: Any, path: str = PATH, **fields: Any) -> Any:
    """The page after the form: the report, or the form with what was wrong."""
    given = {"parent": pages.an_index().pk, "text": ""} | fields
    return signed_in(person).post(path, given, follow=True)


def test_a_pasted_word_document_becomes_a_draft_with_a_report(writer: Any) -> None:
    rtf = documents.word_rtf(documents.a_png())
    answer = sent(writer, document=a_file(documents.word()), rtf=a_file(rtf, "pasted.rtf"))
    guide = GuidePage.objects.get()
    assert (guide.title, guide.live, guide.owner) == ("Feet first", False, writer)
    draft = guide.get_latest_revision_as_object()
    assert [block.block_type for block in draft.body] == ["text", "table", "picture", "text"]
    assert "1 comment, 1 deleted passage, 1 drawing" in html_of(answer)
    assert draft.body[2].value["image"].uploaded_by_user == writer


def test_the_same_document_twice_makes_two_drafts(writer: Any) -> None:
    for _ in range(2):
        sent(writer, text="# Feet\n\nSlowly.")
    assert GuidePage.objects.filter(title="Feet").count() == 2


def test_pictures_without_words_are_asked_for(writer: Any) -> None:
    answer = sent(writer, text="# Feet\n\nSlowly.", pictures=[a_file(documents.a_png(), "a foot.png")])
    (block,) = [one for one in latest().body if one.block_type == "picture"]
    path = answer.redirect_chain[-1][0]
    assert f"alt-{block.id}" in html_of(answer)
    after: Any = signed_in(writer).post(path, {f"alt-{block.id}": " A  foot "}, follow=True)
    assert latest().body[1].value["alt"] == "A foot" and f"alt-{block.id}" not in html_of(after)


def latest() -> Any:
    return GuidePage.objects.get().get_latest_revision_as_object()


def test_what_is_no_picture_is_left_out_and_named(writer: Any) -> None:
    answer = sent(writer, text="Slowly.", pictures=[a_file("<svg onload=x>", "a.png")])
    assert "Picture a.png left out" in html_of(answer)
    assert not get_image_model().objects.exists()


def test_who_may_not_upload_pictures_pastes_without_them(writer: Any) -> None:
    for group in writer.groups.all():
        group.collection_permissions.all().delete()
    answer = sent(writer, text="Slowly.", pictures=[a_file(documents.a_png(), "a.png")])
    assert "you may not upload pictures" in html_of(answer)
    assert not get_image_model().objects.exists()


def test_a_document_is_added_to_the_end_of_a_draft(writer: Any) -> None:
    guide = pages.a_guide()
    sent(writer, f"{PATH}into/{guide.pk}/", document=a_file("<h2>More</h2><p>Words.</p>"))
    draft = latest()
    assert "Slowly." in str(draft.body[0].value["text"]) and "More" in str(draft.body[1].value["text"])
    guide.refresh_from_db()
    assert len(guide.body) == 1


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "Please paste a document"),
        ({"document": a_file("x", "a.docx")}, "Web page, filtered"),
        ({"text": "<b>" * 400}, "nested too deeply"),
    ],
)
def test_what_cannot_be_read_is_said_beside_the_field(writer: Any, fields: Any, words: str) -> None:
    answer = sent(writer, **fields)
    assert (answer.status_code, words in html_of(answer)) == (422, True)


def test_only_people_who_may_write_there_paste(approver: Any, ada: Any, writer: Any) -> None:
    into = f"{PATH}into/{pages.a_guide().pk}/"
    assert access(PATH, {"ada": ada, "writer": writer}) == {"ada": 302, "writer": 200}
    assert access(into, {"ada": ada, "writer": writer}) == {"ada": 302, "writer": 200}
    Page.objects.filter(depth__gte=2).update(locked=True)
    assert signed_in(writer).post(into, {"text": "Words."}).status_code in {302, 403}


def test_the_first_paragraph_introduces_and_whoever_pastes_is_the_author(writer: Any) -> None:
    nell = pages.a_person("Nell Archer")
    nell.account = writer
    nell.save()
    sent(writer, text="# Feet\n\nOne foot & then the other.\n\nSlowly.")
    draft = latest()
    assert (draft.introduction, draft.author) == ("One foot & then the other.", nell)
    assert "One foot" not in str(draft.body[0].value["text"])


def test_the_report_leads_to_what_is_missing(writer: Any) -> None:
    answer = html_of(sent(writer, text="# Feet\n\nSlowly."))
    edit = f"/office/pages/{latest().pk}/edit/"
    for field in ("introduction", "author"):
        assert f'href="{edit}#missing-{field}"' in answer


def test_the_report_leads_to_a_table_without_a_caption(writer: Any) -> None:
    answer = html_of(sent(writer, text="| Age | Oil |\n|---|---|\n| New | 2 ml |\n"))
    (block,) = latest().body
    assert f"#missing-body.{block.id}.caption" in answer


def test_a_footnote_of_the_library_becomes_a_note_of_its_source(writer: Any) -> None:
    source = pages.a_source("A course of four weeks")
    note = '<p>Calm.<a href="#_ftn1">[1]</a></p><p><a href="#_ftnref1">[1]</a> A course of four weeks.</p>'
    sent(writer, document=a_file(note))
    assert f'<a id="{source.pk}" linktype="source">[' in latest().body[0].value["text"].source
