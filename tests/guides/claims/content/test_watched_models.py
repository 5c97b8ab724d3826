"""No text reaches readers unchecked: each of each table is checked, exempt with a reason, or not public."""

from typing import Any

import pytest
from django.apps import apps
from django.db import models
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import StreamField
from wagtail.models import Page

from guides.claims.content.exempt import EXEMPT
from guides.claims.content.reader import TEXT_BLOCKS, read
from guides.claims.content.watched_models import watched_models
from guides.models import GuidePage

MARKER = "zzmarkerzz"
MACHINERY = "Django's, Wagtail's or the queue's own book-keeping."
STAFF = "Staff and editors only."
MONEY = "Amounts, references and states."
PERSON = "One customer's own data, shown to them or to staff."
COPY = "A copy of what was checked, or a record of it."

# By app, or by model where an app holds both; what isn't here must be checked field by field.
NOT_PUBLIC = {
    "account": PERSON,
    "accounts": PERSON,
    "address": PERSON,
    "analytics": STAFF,
    "auth": MACHINERY,
    "basket": MONEY,
    "catalogue.AttributeOption": "Oscar's attributes: no page shows them.",
    "catalogue.AttributeOptionGroup": "Oscar's attributes: no page shows them.",
    "catalogue.Batch": STAFF,
    "catalogue.Option": "Oscar's options: no page offers them.",
    "catalogue.ProductAttribute": "Oscar's attributes: no page shows them.",
    "catalogue.ProductAttributeValue": "Oscar's attributes: no page shows them.",
    "catalogue.ProductClass": STAFF,
    "claims": STAFF,
    "complaints": PERSON,
    "communication": "Mails that were sent, and templates that no mail of ours uses.",
    "contenttypes": MACHINERY,
    "customer": PERSON,
    "demo": "The demo's mailbox.",
    "documents": MONEY,
    "django_tasks_database": MACHINERY,
    "flatpages": "Installed because Oscar asks for it; no address leads to it.",
    "mail.EmailSwitch": STAFF,
    "mail.OutboxEmail": "Mails that wait or were sent, put together from code of ours.",
    "mfa": PERSON,
    "monitoring.Incident": STAFF,
    "newsletter.SavedAudience": STAFF,
    "newsletter.AudienceRule": STAFF,
    "newsletter.Automation": STAFF,
    "newsletter.AutomationProgress": PERSON,
    "newsletter.AutomationStep": STAFF,
    "newsletter.BuyerChoice": PERSON,
    "newsletter.Consent": PERSON,
    "newsletter.DataRequest": PERSON,
    "newsletter.Delivery": PERSON,
    "newsletter.GuideOpening": PERSON,
    "newsletter.LinkClicks": STAFF,
    "newsletter.Permission": PERSON,
    "newsletter.SendingDay": STAFF,
    "newsletter.SignUp": PERSON,
    "newsletter.SoftBounce": PERSON,
    "newsletter.Subscriber": PERSON,
    "newsletter.RememberedColumns": STAFF,
    "newsletter.SubscriberImport": STAFF,
    "newsletter.SubscriberTag": PERSON,
    "newsletter.Suppression": PERSON,
    "offer.RangeProductFileUpload": STAFF,
    "order": MONEY,
    "partner": STAFF,
    "payment": MONEY,
    "reviews.ProductReview": "A buyer's own words; staff and the check read each before it is shown.",
    "reviews.ReviewDecision": STAFF,
    "sessions": MACHINERY,
    "shipping": "Codes of zones; what shoppers read of delivery is code of ours.",
    "sites": MACHINERY,
    "taggit": "Read with each guide that has the tag: test_tags_are_read.",
    "thumbnail": MACHINERY,
    "usersessions": PERSON,
    "voucher": "The code's name, in the basket of whoever typed the code.",
    "wagtailadmin": MACHINERY,
    "wagtailcore": "Read as pages of their own kinds; the rest is Wagtail's book-keeping.",
    "wagtaildocs": "No page links to documents.",
    "wagtailembeds": MACHINERY,
    "wagtailimages.Rendition": MACHINERY,
    "wagtailredirects": MACHINERY,
    "wagtailsearch": COPY,
    "wagtailusers": MACHINERY,
    "wishlists": PERSON,
}
PROXIES = "offer."  # Oscar's conditions and benefits hold a class name


def texts(model: Any) -> list[str]:
    """Columns that a person could write words into; keys, choices, addresses and read-only ones aside."""
    return [field.name for field in model._meta.concrete_fields if _may_hold_words(field)]


def _may_hold_words(field: Any) -> bool:
    if isinstance(field, StreamField) or not isinstance(
        field, models.CharField | models.TextField | models.JSONField
    ):
        return False
    is_address = isinstance(field, models.URLField | models.EmailField)
    return field.editable and not field.choices and not is_address and not field.primary_key


def is_checked(model: Any, name: str) -> bool:
    """Whether a word written there is read by the check."""
    instance = model(**{name: MARKER})
    return any(MARKER in passage.text for passage in read(instance).passages)


def unexplained() -> list[str]:
    found = []
    for model in apps.get_models():
        label, app = model._meta.label, model._meta.app_label
        if app in NOT_PUBLIC or label in NOT_PUBLIC or label in EXEMPT:
            continue
        for name in texts(model):
            if f"{label}.{name}" in EXEMPT or (model in watched_models() and is_checked(model, name)):
                continue
            if not (label.startswith(PROXIES) and name == "proxy_class"):
                found.append(f"{label}.{name}")
    return found


def test_every_public_text_is_checked_or_exempt_with_a_reason(db):
    assert unexplained() == []


def test_reasons_name_what_there_is():
    models_there = {model._meta.label for model in apps.get_models()}
    apps_there = {config.label for config in apps.get_app_configs()}
    fields_there = {
        f"{model._meta.label}.{field.name}" for model in apps.get_models() for field in model._meta.fields
    }
    assert not set(NOT_PUBLIC) - models_there - apps_there
    assert not set(EXEMPT) - models_there - fields_there
    assert all(EXEMPT.values())


def test_exempt_text_is_not_read(db):
    for key in EXEMPT:
        if key.count(".") == 2:
            label, _, name = key.rpartition(".")
            assert not is_checked(apps.get_model(label), name), key


SILENT = (
    *(blocks.ChooserBlock, blocks.ChoiceBlock, blocks.URLBlock, blocks.IntegerBlock, blocks.BooleanBlock),
    *(blocks.StaticBlock, blocks.RegexBlock, blocks.DateBlock, DocumentChooserBlock),  # a pattern: addresses
)


def leaf_blocks(block: Any) -> list[Any]:
    if isinstance(block, blocks.ListBlock):
        return leaf_blocks(block.child_block)
    if hasattr(block, "child_blocks"):
        return [leaf for child in block.child_blocks.values() for leaf in leaf_blocks(child)]
    return [block]


def streams() -> list[Any]:
    return [f for model in watched_models() for f in model._meta.fields if isinstance(f, StreamField)]


def test_every_block_of_every_body_is_read_or_holds_no_words(db):
    for stream in streams():
        for leaf in leaf_blocks(stream.stream_block):
            assert isinstance(leaf, (*TEXT_BLOCKS, *SILENT)), (stream, leaf)


@pytest.mark.parametrize("model", [model for model in apps.get_models() if issubclass(model, Page)])
def test_every_kind_of_page_is_watched(model):
    assert model is Page or model in watched_models()


def test_tags_are_read(db):
    page = GuidePage(title="A")
    page.tags.add("eczema help")
    assert "eczema help" in [passage.text for passage in read(page).passages]
