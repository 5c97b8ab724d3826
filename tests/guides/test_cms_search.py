"""The CMS's page search finds what pages say, not their titles alone."""

import pytest
from django.db import models
from django.urls import reverse
from wagtail.fields import StreamField
from wagtail.models import Page, get_page_models
from wagtail.search import index

from tests.support import pages
from tests.support.cast import signed_in

OURS = [model for model in get_page_models() if model is not Page]


def texts_of(model):
    """Names of the fields that hold what editors write for readers."""
    fields = [one for one in model._meta.local_fields if one.editable]
    kinds = (models.CharField, models.TextField, StreamField)
    aside = ("_alt", "_link")  # descriptions of pictures, addresses of products
    return {one.name for one in fields if isinstance(one, kinds) and not one.name.endswith(aside)}


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_every_text_of_a_page_is_found(model):
    found = {one.field_name for one in model.search_fields if isinstance(one, index.AutocompleteField)}
    assert texts_of(model) <= found


def test_words_of_a_guides_body_find_it(mia, settings, tmp_path, django_capture_on_commit_callbacks):
    settings.MEDIA_ROOT = tmp_path
    with django_capture_on_commit_callbacks(execute=True):
        pages.a_guide("belly", title="Belly", body=[pages.text("<p>It follows peristalsis.</p>")])
    for words, is_found in (("peristalsis", True), ("peristal", True), ("hiccups", False)):
        answer = signed_in(mia).get(reverse("wagtailadmin_pages:search_results"), {"q": words})
        assert ("Belly" in answer.content.decode()) is is_found
