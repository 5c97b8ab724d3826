"""Texts without drafts: forbidden claims are refused beside the field; customers' texts wait for approval."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.images import get_image_model

from guides.claims.review.gate import ClaimsOpen
from guides.models import Feedback
from shop.catalogue.models import Category, Ingredient, SkinNeed
from shop.offer.models import ConditionalOffer
from tests.support import pages
from tests.support.cast import signed_in
from tests.support.roles import shopkeeper_group

pytestmark = pytest.mark.django_db
CLAIM = "It cures eczema."


@pytest.mark.parametrize(
    ("model", "field"),
    [(Category, "description"), (Ingredient, "note"), (SkinNeed, "name"), (ConditionalOffer, "description")],
)
def test_text_beside_products_says_nothing_forbidden(model, field):
    with pytest.raises(ClaimsOpen):
        model(**{field: CLAIM}).save()


def test_staff_read_it_beside_the_field(cleo):
    cleo.groups.add(shopkeeper_group())
    form = {"inci_name": "PRUNUS", "common_name": "Plum", "note": CLAIM}
    answer = signed_in(cleo).post(reverse("office_lists:ingredients_new"), form)
    assert "Named skin disease" in " ".join(answer.context["form"].errors["note"])
    assert CLAIM in answer.content.decode()


def test_offers_form_says_it_too(cleo):
    cleo.groups.add(shopkeeper_group())
    form = {"name": "Spring", "description": CLAIM}
    answer = signed_in(cleo).post(reverse("office_offers:selection_new"), form)
    assert "Named skin disease" in " ".join(answer.context["form"].errors["description"])
    answer = signed_in(cleo).post(reverse("office_offers:new"), {"name": CLAIM})
    assert "eczema" in " ".join(answer.context["form"].errors["name"])


def test_description_of_a_picture_is_checked(nora, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    image = pages.a_picture()
    url = reverse("wagtailimages:edit", args=[image.pk])
    answer = signed_in(nora).post(url, {"title": "A towel", "description": CLAIM, "collection": 1})
    assert "Named skin disease" in " ".join(answer.context["form"].errors["description"])
    assert get_image_model().objects.get().description == ""


def test_reader_may_write_what_we_may_not(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        guide = pages.a_guide()
    sent = {"helpful": "yes", "comment": CLAIM}
    url = reverse("guides-feedback", args=[guide.pk])
    assert Client(headers={"Sec-Fetch-Site": "same-origin"}).post(url, sent).status_code == 200
    assert Feedback.objects.get().state == Feedback.NEW


def test_readers_claim_is_not_shown(nora):
    said = Feedback.objects.create(guide=pages.a_guide(), is_helpful=True, comment=CLAIM)
    url = reverse("wagtailsnippets_guides_feedback:edit", args=[said.pk])
    answer = signed_in(nora).post(url, {"state": "shown"})
    assert "Named skin disease" in str(answer.context["form"].errors)
    assert Feedback.objects.get().state == Feedback.NEW
