"""A draft needs a title and nothing else; what readers need is asked when it goes live, whichever way."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, get_page_models
from wagtail.snippets.models import get_snippet_models

from guides.claims.review.completeness import PartsMissing
from guides.models import GuidePage, InfoPage, Person, Source
from guides.models.forms import GuideForm
from guides.models.shared_snippet import SharedSnippet
from tests.support import pages
from tests.support.cast import signed_in
from tests.web.upload_ways import _values

TITLES = ("title", "name", "subject")
STREAMS = ("body", "steps", "links", "featured", "changes", "related", "chosen", "products")
MADE_ONCE = {model for model in get_page_models() if model.max_count}


def with_drafts() -> list[Any]:
    """Every page and snippet that can be saved as a draft."""
    found = [*get_page_models(), *get_snippet_models()]
    return [
        model for model in found if issubclass(model, DraftStateMixin) and model not in {Page, *MADE_ONCE}
    ]


def add_url(model: Any) -> str:
    if not issubclass(model, Page):
        return reverse(model.snippet_viewset.get_url_name("add"))
    parent = pages.an_index() if model is not InfoPage else pages.an_index().get_parent()
    return reverse("wagtailadmin_pages:add", args=["guides", model._meta.model_name, parent.pk])


@pytest.mark.parametrize("model", with_drafts(), ids=lambda model: model.__name__)
def test_a_draft_needs_a_title_only(writer, model):
    url, client = add_url(model), signed_in(writer)
    form = BeautifulSoup(client.get(url).content, "html.parser").select_one("form[data-edit-form]")
    title = next(name for name in TITLES if form.find(attrs={"name": name}))
    unset = {
        tag["name"] for tag in form.select("select[name]") if not tag.select("[selected]:not([value=''])")
    }
    data = {name: value for name, value in _values(form) if value and name not in unset}
    data |= {"slug": "", title: "A first thought"}
    streams = {f"{name}-count": "0" for name in STREAMS}
    before = model.objects.count()
    for _ in range(2):
        answer = client.post(url, data | streams)
        data[title] = "Another thought"
    assert answer.status_code == 302, BeautifulSoup(answer.content, "html.parser").select(
        ".error-message, .errorlist"
    )
    assert model.objects.count() == before + 2


def a_bare_guide(**fields: Any) -> GuidePage:
    guide = pages.an_index().add_child(
        instance=GuidePage(title="A thought", slug="thought", live=False, **fields)
    )
    guide.save_revision(clean=False)
    return guide


def test_a_bare_draft_does_not_go_live(db):
    with pytest.raises(PartsMissing) as refused:
        a_bare_guide().get_latest_revision().publish()
    assert {"Introduction: this is missing.", "Author: this is missing."} <= set(refused.value.messages)
    assert not GuidePage.objects.get().live


def test_bulk_publishing_says_what_is_missing(editor):
    guide = a_bare_guide()
    answer = signed_in(editor).post(f"/office/bulk/wagtailcore/page/publish/?id={guide.pk}", {}, follow=True)
    assert "Author: this is missing." in answer.content.decode()
    assert not GuidePage.objects.get().live


def test_a_bare_draft_keeps_nothing_else_from_its_time(db):
    guide = a_bare_guide()
    guide.revisions.update(approved_go_live_at=timezone.now())
    other = pages.a_guide("other", live=False)
    other.save_revision()
    other.revisions.update(approved_go_live_at=timezone.now())
    call_command("publish_scheduled")
    assert GuidePage.objects.live().get() == other


def test_a_bare_piece_does_not_go_live(db):
    source = Source.objects.create(title="A study", live=False)
    with pytest.raises(PartsMissing, match="Year: this is missing"):
        source.save_revision(clean=False).publish()


def test_a_preview_shows_a_draft_without_an_author(db):
    assert a_bare_guide().make_preview_request().status_code == 200


def test_reviews_are_asked_about_when_a_guide_goes_live(db):
    guide = pages.a_guide(live=False, reviewer=pages.a_person())
    with pytest.raises(PartsMissing, match="When was it reviewed"):
        guide.save_revision().publish()


def chosen_author(client: Any) -> str:
    page = BeautifulSoup(client.get(add_url(GuidePage)).content, "html.parser")
    return str(page.select_one("input[name=author]").get("value") or "")


@pytest.mark.parametrize("known_by", [{"account": True}, {"name": "Wren Hale"}])
def test_a_new_guide_begins_with_its_writers_name(writer, known_by):
    writer.first_name, writer.last_name = "Wren", "Hale"
    writer.save()
    person = Person.objects.create(
        name=known_by.get("name", "W. H."), account=writer if "account" in known_by else None
    )
    assert chosen_author(signed_in(writer)) == str(person.pk)


def test_somebody_who_is_no_author_begins_without_one(writer):
    pages.a_person()
    assert chosen_author(signed_in(writer)) == ""


@pytest.mark.parametrize("model", SharedSnippet.__subclasses__(), ids=lambda model: model.__name__)
def test_each_chooser_makes_a_draft(writer, model):
    prefix = model.snippet_viewset.chooser_viewset.get_url_name
    client = signed_in(writer)
    assert reverse(prefix("create")) in client.get(reverse(prefix("choose"))).json()["html"]
    made = client.post(reverse(prefix("create")), {model.first_fields[0]: "New", "kind": ""})
    assert made.json()["step"] == "chosen", made.content
    one = model.objects.get(**{model.first_fields[0]: "New"})
    assert not one.live and one.latest_revision.user == writer


def test_a_shopper_creates_nothing(ada):
    url = reverse(Person.snippet_viewset.chooser_viewset.get_url_name("create"))
    assert signed_in(ada).post(url, {"name": "New"}).status_code in {302, 403}
    assert not Person.objects.filter(name="New").exists()


def test_an_address_is_made_from_the_title_and_avoids_the_shops_own(writer):
    pages.a_guide("legs")
    slugs = [a_form(writer, title=title).clean_slug() for title in ("Legs", "People", "Arms", "")]
    assert slugs == ["legs-2", "people-2", "arms", "page"]


def a_form(writer: Any, *, title: str) -> GuideForm:
    form = GuidePage.get_edit_handler().get_form_class()(
        instance=GuidePage(), parent_page=pages.an_index(), for_user=writer
    )
    form.cleaned_data = {"title": title, "slug": ""}
    return form
