"""Fields drawn without templates have what Django's have."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.utils.html import format_html_join

from shop.backoffice.packing import drawn

ATTRS = {"id": "id_x", "aria-invalid": "true", "spellcheck": "false", "autofocus": True, "hidden": False}
CHOICES = [("", "none"), (5, "L5 & <b>co</b>"), (55, "L55")]


def tag(html: str) -> Any:
    return BeautifulSoup(html, "html.parser").find(["input", "select"])


@pytest.mark.parametrize("name", ["TextInput", "NumberInput", "CheckboxInput"])
@pytest.mark.parametrize("value", [None, "", 'A"<1', 7, True])
def test_an_input_has_the_same_attributes(name: str, value: object) -> None:
    ours, theirs = (getattr(module, name)(ATTRS).render("x", value) for module in (drawn, forms))
    assert tag(ours).attrs == tag(theirs).attrs


@pytest.mark.parametrize("value", [None, "", 5, "55", 'gone"', "<b>"])
def test_a_choice_has_the_same_options(value: object) -> None:
    options = format_html_join("\n", '<option value="{}">{}</option>', CHOICES)
    ours = tag(drawn.BatchSelect(options).render("x", value, {"id": "id_x"}))
    theirs = tag(forms.Select(choices=CHOICES).render("x", value, {"id": "id_x"}))
    assert ours.attrs == theirs.attrs
    found = [[(one.attrs, one.text) for one in select("option")] for select in (ours, theirs)]
    assert found[0] == found[1]
