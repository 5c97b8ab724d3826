"""The review form behind the signed link, for guests and for accounts."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from time_machine import travel

from guides.newsletter.models import Permission, Suppression
from shop.accounts.models import User
from shop.aftercare.links import no_marketing_token, review_token
from shop.catalogue.reviews.models import ProductReview
from shop.catalogue.reviews.verified import with_verified
from shop.order.models import Order
from tests.aftercare.orders import a_sent_order, an_oil
from tests.guides.newsletter.sending.test_delivery import a_reader
from tests.support.factories import a_product
from tests.uploads.pictures import encoded, plain

pytestmark = pytest.mark.django_db
TYPED = {"score": "4", "title": "Light", "body": "Glides well.", "name": "Wilma"}


@pytest.fixture
def order() -> Order:
    return a_sent_order(an_oil())


def form_of(order: Order, **query: str) -> str:
    product = order.lines.get().product
    return reverse("review-product", args=[review_token(order), product.pk], query=query)


def test_the_clicked_stars_are_chosen(order: Order) -> None:
    page = Client().get(form_of(order, stars="4"))
    assert page.context["form"]["score"].value() == "4"
    assert not page.cookies and "no-store" in page["Cache-Control"]


def test_looking_stores_nothing(order: Order) -> None:
    Client().get(form_of(order, stars="5"))
    assert not ProductReview.objects.exists()


def test_a_guests_review_waits_for_moderation_and_is_verified(order: Order) -> None:
    answer = Client().post(form_of(order), TYPED)
    assert answer["Location"].endswith("/thanks/")
    review = with_verified(ProductReview.objects.all()).get()
    assert (review.status, review.name, review.email) == (ProductReview.FOR_MODERATION, "Wilma", order.email)
    assert review.is_verified


def test_the_babys_age_and_photos_wait_with_it(order: Order, settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    photo = SimpleUploadedFile("home.jpg", encoded(plain(), "JPEG"), "image/jpeg")
    Client().post(form_of(order), TYPED | {"baby_months": "5", "photos": [photo]})
    review = ProductReview.objects.get()
    assert review.baby_months == 5
    assert [one.is_shown for one in review.photos.all()] == [False]


def test_photos_are_to_be_chosen_again_after_a_mistake(order: Order) -> None:
    photo = SimpleUploadedFile("home.jpg", encoded(plain(), "JPEG"), "image/jpeg")
    page = Client().post(form_of(order), TYPED | {"title": " ", "photos": [photo]}).content.decode()
    assert "Please choose your photos again" in page


def test_a_second_click_stores_no_second_review(order: Order) -> None:
    for _ in range(2):
        Client().post(form_of(order), TYPED)
    assert ProductReview.objects.count() == 1


def test_nothing_typed_is_lost(order: Order) -> None:
    page = Client().post(form_of(order), TYPED | {"title": " "})
    assert page.status_code == 422
    assert "Glides well." in page.content.decode() and "Enter a title" in page.content.decode()


def test_an_accounts_review_is_its_own(order: Order, ada: User) -> None:
    Order.objects.filter(pk=order.pk).update(user=ada, guest_email="")
    Client().post(form_of(Order.objects.get(pk=order.pk)), TYPED)
    review = ProductReview.objects.get()
    assert (review.user, review.email) == (ada, "")


def test_only_what_was_bought_can_be_reviewed(order: Order) -> None:
    other = a_product("Jojoba oil")
    url = reverse("review-product", args=[review_token(order), other.pk])
    assert Client().post(url, TYPED).status_code == 302
    assert not ProductReview.objects.exists()


def test_a_forged_link_is_no_page() -> None:
    assert Client().get("/reviews/IjEi:1xXH60:abc/").status_code == 404


def test_an_old_link_says_so(order: Order) -> None:
    url = form_of(order)
    with travel("2040-01-01"):
        assert Client().get(url).status_code == 410


def test_a_typed_address_alone_verifies_nothing(order: Order) -> None:
    """An order of an account has no guest address, nor has an erased review."""
    Order.objects.filter(pk=order.pk).update(guest_email="")
    product = order.lines.get().product
    ProductReview.objects.create(product=product, name="N", score=5, title="A", body="B")
    assert not with_verified(ProductReview.objects.all()).get().is_verified


def test_one_post_ends_offers_and_requests(order: Order) -> None:
    a_reader(order.email, "soft")
    url = reverse("review-no-marketing", args=[no_marketing_token(order)])
    client = Client(enforce_csrf_checks=True)
    assert client.get(url).status_code == 200 and Permission.objects.exists()
    assert client.post(url, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not Permission.objects.exists() and Suppression.objects.exists()
