"""A new guide as Wagtail's editor sends it."""

from typing import Any

from django.contrib.auth.models import AbstractUser
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from tests.support import pages
from tests.support.cast import signed_in


def send_new_guide(editor: AbstractUser, introduction: str) -> Any:
    """Send the guide “Legs” to the address that creates pages."""
    comments = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": ""}
    given = {"title": "Legs", "slug": "legs", "introduction": introduction, "comments": comments}
    streams = {name: streamfield([]) for name in ("body", "changes", "related")}
    data = nested_form_data(given | {"author": pages.a_person().pk} | streams)
    address = reverse("wagtailadmin_pages:add", args=["guides", "guidepage", pages.an_index().pk])
    return signed_in(editor).post(address, data)
