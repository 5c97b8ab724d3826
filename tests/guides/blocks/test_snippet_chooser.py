"""Techniques, notes, sources, people and areas: drafts first, checked and published like pages."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Workflow

from guides.claims.review.gate import ClaimsOpen
from guides.editorial.roles import WORKFLOW, assign_snippet_workflow
from guides.models import BodyArea, Person, SafetyNote, Source, Technique
from guides.models.shared_snippet import SharedSnippet
from shop.accounts.models import User
from tests.support import pages
from tests.support.cast import signed_in
from tests.support.html import words_of

pytestmark = pytest.mark.django_db
CLAIM = "Our oil cures eczema."
FORM = {
    "name": "Rash",
    "kind": "when_not",
    "text": "A rash.",
}


def send(by: User, name: str, *args: Any, **form: str) -> Any:
    url = reverse(f"wagtailsnippets_guides_safetynote:{name}", args=args)
    return signed_in(by).post(url, FORM | form)


def note() -> SafetyNote:
    return SafetyNote.objects.get(name="Rash")


@pytest.mark.parametrize("model", SharedSnippet.__subclasses__())
def test_every_piece_has_the_workflow_of_pages(model):
    assert model().get_workflow().name == WORKFLOW


def test_workflow_is_given_once():
    workflow = Workflow.objects.create(name="Another")
    from wagtail.models import WorkflowContentType

    WorkflowContentType.objects.update(workflow=workflow)
    assign_snippet_workflow()
    assert Technique().get_workflow() == workflow


def test_writer_saves_a_draft_that_nobody_reads(writer):
    assert send(writer, "add", text=CLAIM).status_code == 302
    assert not note().live
    assert note().get_latest_revision_as_object().text == CLAIM


def test_writer_cannot_publish(writer):
    send(writer, "add", **{"action-publish": "1"})
    assert not SafetyNote.objects.filter(name="Rash", live=True).exists()


@pytest.mark.parametrize("text", [CLAIM, "It boosts the milk supply.", "Studies show it."])
def test_editor_publishes_no_open_claim_of_any_severity(editor, text):
    form = {"name": "Nell Archer", "biography": text, "links-count": "0", "action-publish": "1"}
    answer = signed_in(editor).post(reverse("wagtailsnippets_guides_person:add"), form)
    assert "biography" in answer.context["form"].errors
    with pytest.raises(ClaimsOpen):
        Person.objects.create(name="Nell Archer", biography=text)


def test_published_words_stay_until_the_draft_is_published(editor):
    send(editor, "add", **{"action-publish": "1"})
    send(editor, "edit", note().pk, text="A rash or a cut.")
    assert note().live
    assert note().text == "A rash."
    send(editor, "edit", note().pk, text="A rash or a cut.", **{"action-publish": "1"})
    assert note().text == "A rash or a cut."


def test_writer_submits_approver_checks_editor_publishes(writer, approver, editor):
    send(writer, "add")
    send(writer, "edit", note().pk, **{"action-submit": "1"})
    approve = {"action-workflow-action": "true", "workflow-action-name": "approve"}
    send(writer, "edit", note().pk, **approve)
    assert note().current_workflow_task.name == "Claims approval"
    send(approver, "edit", note().pk, **approve)
    assert note().current_workflow_task.name == "Publish"
    send(editor, "edit", note().pk, **approve)
    assert note().live


def test_unpublished_piece_is_on_no_page(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        passages = pages.a_technique(), pages.a_note(), pages.a_source("Quiet hands")
        technique, stop, source = passages
        body = [
            pages.text(sources=[source]),
            ("technique", {"technique": technique.pk, "note": ""}),
            ("safety", {"heading": "Before", "notes": [stop.pk]}),
            ("sources", {"heading": "Sources", "further": []}),
        ]
        guide = pages.a_guide(body=body)
    words = ("Long strokes", "turns away", "Quiet hands", "Nell Archer")
    shown = Client().get(guide.url).content.decode()
    assert all(word in shown for word in words)
    with django_capture_on_commit_callbacks(execute=True):
        for passage in (*passages, Person.objects.get()):
            passage.unpublish()
    shown = Client().get(guide.url).content.decode()
    assert not [word for word in words if word in shown]
    assert "Long strokes" not in Client().get("/guides/techniques/").content.decode()
    assert Client().get(f"{guide.url}massage/").status_code == 404


def test_draft_of_a_technique_keeps_its_areas():
    legs, back = (BodyArea.objects.create(name=name, slug=name.lower()) for name in ("Legs", "Back"))
    technique = pages.a_technique(areas=[legs])
    technique.areas.set([back])
    revision = technique.save_revision()
    assert [area.name for area in Technique.objects.get().areas.all()] == ["Legs"]
    revision.publish()
    assert [area.name for area in Technique.objects.get().areas.all()] == ["Back"]


@pytest.mark.parametrize("make", [pages.a_technique, pages.a_note, pages.a_source, pages.a_person, BodyArea])
def test_piece_is_previewed_in_the_shops_clothes(make):
    passage = make()
    answer = passage.make_preview_request()
    assert answer.status_code == 200
    assert "Plainsong" in answer.content.decode()


def test_source_says_what_it_found_within_the_rules():
    draft = Source(
        title="Oil for eczema", authors="Ash B", year=2019, doi="10.1000/1", kind="trial", live=False
    )
    draft.finding = "Sunflower oil heals."
    draft.save()
    with pytest.raises(ClaimsOpen) as refused:
        draft.save_revision().publish()
    assert {finding.passage.path for finding in refused.value.findings} == {"finding"}


def chosen_from(person: Any, model: type[SharedSnippet], words: str) -> str:
    url = reverse(f"wagtailsnippetchoosers_guides_{model._meta.model_name}:choose_results")
    return words_of(signed_in(person).get(url, {"q": words}))


@pytest.mark.parametrize("model", SharedSnippet.__subclasses__())
def test_every_chooser_has_a_search(writer: Any, model: type[SharedSnippet]) -> None:
    url = reverse(f"wagtailsnippetchoosers_guides_{model._meta.model_name}:choose")
    assert "Search term" in signed_in(writer).get(url).json()["html"]


def test_a_person_is_found_by_any_word_of_name_or_qualifications(writer: Any) -> None:
    pages.a_person("Ines Hall")
    nell = pages.a_person("Nell Archer")
    nell.credentials = "Midwife in Bristol"
    nell.save()
    found = chosen_from(writer, Person, "archer midwife")
    assert "Nell Archer" in found and "Ines Hall" not in found


def test_a_draft_made_a_moment_ago_is_found(writer: Any) -> None:
    SafetyNote.objects.create(name="Rash", text="A rash.", live=False)
    assert "Rash" in chosen_from(writer, SafetyNote, "rash")
