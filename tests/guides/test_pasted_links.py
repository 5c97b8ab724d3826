"""Links are saved without tracking and redirects, in every rich text and every URL field of the CMS."""

import json

import pytest
from django.apps import apps
from django.db.models import URLField
from hypothesis import given
from hypothesis import strategies as st
from wagtail.blocks import RichTextBlock, URLBlock
from wagtail.fields import RichTextField, StreamField

from guides.pasted_links import clean_link

NHS = "https://www.nhs.uk/baby/?page=2&q=a%20b#oil"
SAFE = "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.nhs.uk%2Fbaby%2F&data=05"


@pytest.mark.parametrize(
    ("pasted", "saved"),
    [
        ("https://www.nhs.uk/?utm_source=x&UTM_medium=y", "https://www.nhs.uk/"),
        ("https://www.nhs.uk/?a=1&fbclid=Iw&b=2&gclid=3#top", "https://www.nhs.uk/?a=1&b=2#top"),
        ("https://www.google.com/url?q=https://www.nhs.uk/%3Futm_id%3D1&sa=D", "https://www.nhs.uk/"),
        ("https://www.google.co.uk/url?sa=t&url=https%3A%2F%2Fwww.nhs.uk%2F", "https://www.nhs.uk/"),
        (
            "https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.nhs.uk%2F%3Ffbclid%3D1&h=2",
            "https://www.nhs.uk/",
        ),
        (SAFE, "https://www.nhs.uk/baby/"),
        ("/shop/oil/?utm_campaign=may", "/shop/oil/"),
        (
            "https://www.google.com/url?q=javascript:alert(1)",
            "https://www.google.com/url?q=javascript:alert(1)",
        ),
    ],
)
def test_pasted_address_becomes_the_page_itself(pasted, saved):
    assert clean_link(pasted) == saved


@pytest.mark.parametrize(
    "url", [NHS, "mailto:a@example.org?utm_source=x", "tel:+441632", "#oil", "", "http://[", "https://a.uk/?"]
)
def test_other_addresses_stay_as_they_are(url):
    assert clean_link(url) == url


@given(st.text(max_size=60))
def test_cleaning_twice_is_cleaning_once(text):
    url = clean_link(f"https://example.org/?{text}")
    assert clean_link(url) == url


def blocks_in(block, seen=None):
    """A block and all within it, each once."""
    seen = set() if seen is None else seen
    if id(block) not in seen:
        seen.add(id(block))
        yield block
        inner = getattr(block, "child_blocks", {}).values()
        for child in [*inner, *filter(None, [getattr(block, "child_block", None)])]:
            yield from blocks_in(child, seen)


def rich_texts():
    """The widget of every rich text in every model and block."""
    for model in apps.get_models():
        for field in model._meta.local_fields:
            if isinstance(field, RichTextField):
                yield f"{model.__name__}.{field.name}", lambda field=field: field.formfield().widget
            elif isinstance(field, StreamField):
                for block in blocks_in(field.stream_block):
                    if isinstance(block, RichTextBlock):
                        name = f"{model.__name__}.{field.name}.{block.name}"
                        yield name, lambda block=block: block.field.widget


PASTED = {
    "blocks": [
        {
            "key": "a",
            "text": "Oil",
            "type": "unstyled",
            "depth": 0,
            "inlineStyleRanges": [],
            "entityRanges": [{"offset": 0, "length": 3, "key": 0}],
        }
    ],
    "entityMap": {
        "0": {
            "type": "LINK",
            "mutability": "MUTABLE",
            "data": {"url": "https://www.nhs.uk/?utm_source=word&p=1"},
        }
    },
}


@pytest.mark.parametrize("widget", [pytest.param(make, id=name) for name, make in rich_texts()])
def test_every_rich_text_saves_clean_links(widget):
    saved = widget().value_from_datadict({"text": json.dumps(PASTED)}, {}, "text")
    assert 'href="https://www.nhs.uk/?p=1"' in saved


def url_fields():
    """What cleans the value of every URL field in our models and of every URL block."""
    for model in apps.get_models():
        for field in model._meta.local_fields:
            name = f"{model.__name__}.{field.name}"
            if isinstance(field, URLField) and model.__module__.startswith("guides."):
                yield name, lambda value, field=field: field.formfield().clean(value)
            elif isinstance(field, StreamField):
                for block in blocks_in(field.stream_block):
                    if isinstance(block, URLBlock):
                        yield f"{name}.{block.name}", block.clean


URL_FIELDS = [pytest.param(clean, id=name) for name, clean in url_fields()]
LONG = f"https://www.google.com/url?q=https://www.nhs.uk/%3Fp%3D1&sa=D&ved={'x' * 300}"


@pytest.mark.parametrize("clean", URL_FIELDS)
@pytest.mark.parametrize("typed", ["https://www.nhs.uk/?p=1&utm_source=x&fbclid=2", LONG])
def test_every_url_field_saves_clean_links(clean, typed):
    assert clean(typed) == "https://www.nhs.uk/?p=1"


def test_url_fields_of_sources_people_and_guides_are_walked():
    assert len(URL_FIELDS) >= 4
