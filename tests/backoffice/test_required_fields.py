"""A required field that was left empty is named, on every form of the office."""

from collections.abc import Iterator
from typing import Any, Final

import pytest
from django import forms
from django.db import transaction
from django.urls import get_resolver, resolve

from shop.accounts.models import User
from shop.fields.names_missing import DEFAULT, LOST, NamesMissing
from tests.backoffice.activity.filled_shop import fill_shop
from tests.backoffice.activity.sent_forms import forms_of
from tests.support.cast import signed_in
from tests.support.left_empty import frames_left_empty
from tests.support.roles import owner_group
from tests.support.staff_routes import staff_routes

OFFICE: Final = ("shop.backoffice.", "guides.claims.cms.", "guides.editorial.", "guides.newsletter.cms.")
OURS: Final = ("office_", "wagtailusers_users:")
COUNTED: Final = ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")


class Parcel(NamesMissing, forms.Form):
    town = forms.CharField()
    kind = forms.ChoiceField(choices=[("a", "A")])
    needs = forms.MultipleChoiceField(choices=[("a", "A")])
    day = forms.DateField(label="Best before")
    pieces = forms.IntegerField()
    file = forms.FileField()
    seen = forms.BooleanField(label="I have looked")
    why = forms.CharField(error_messages={"required": "Say why."})
    key = forms.CharField(widget=forms.HiddenInput)


def test_each_kind_of_field_says_what_to_do() -> None:
    found = {name: str(errors[0]) for name, errors in Parcel({}).errors.items()}
    assert found == {
        "town": "“Town” is empty. Enter it.",
        "kind": "“Kind” is empty. Choose one.",
        "needs": "“Needs” is empty. Choose at least one.",
        "day": "“Best before” is empty. Enter a day.",
        "pieces": "“Pieces” is empty. Enter a number.",
        "file": "“File” is empty. Choose a file.",
        "seen": "Tick “I have looked”.",
        "why": "Say why.",
        "key": LOST,
    }


def classes(above: type = forms.BaseForm) -> Iterator[type[forms.BaseForm]]:
    for one in above.__subclasses__():
        yield one
        yield from classes(one)


def test_every_form_of_the_office_names_what_is_missing() -> None:
    assert get_resolver().reverse_dict  # all views and their forms are imported
    found = {one for one in classes() if one.__module__.startswith(OFFICE)}
    assert len(found) > 60
    silent = {one for one in found if not issubclass(one, NamesMissing)}
    assert {one.__name__ for one in silent} == {"AvatarForm"}, "Wagtail’s own, without a required field"


def emptied(data: dict[str, Any]) -> dict[str, Any]:
    return {name: value if name.endswith(COUNTED) else "" for name, value in data.items()}


@pytest.mark.django_db
@frames_left_empty()
def test_no_screen_says_only_that_a_field_is_required(cleo: User, ada: User) -> None:
    cleo.groups.add(owner_group())
    fill_shop(ada)
    client, refused, bare = signed_in(cleo), set(), {}
    for route in [one for one in staff_routes() if one.name.startswith(OURS)]:
        page = client.get(url) if (url := route.url()) else None
        for action, data in list(forms_of(page)) if page and page.status_code == 200 else []:
            with transaction.atomic():
                answer = client.post(action or url, emptied(data))
                transaction.set_rollback(True)
            name = resolve(action.partition("?")[0]).view_name if action else route.name
            refused |= {name} if answer.status_code == 422 else set()
            if DEFAULT in answer.content.decode():
                bare[name] = url
    assert bare == {} and len(refused) > 25
