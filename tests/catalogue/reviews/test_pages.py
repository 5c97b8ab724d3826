"""Reading and writing reviews."""

from django.test import Client

from shop.catalogue.reviews.models import ProductReview
from tests.support import factories
from tests.support.cast import signed_in

TEXT = {"title": "Good", "score": "4", "body": "It spreads well."}


def test_list_says_how_reviews_are_checked(db):
    factories.a_product("Jojoba")
    response = Client().get("/shop/jojoba/reviews/")
    assert response.status_code == 200
    assert "How we check reviews" in response.content.decode()


def test_visitor_signs_in_before_writing(db):
    factories.a_product("Jojoba")
    response = Client().get("/shop/jojoba/reviews/add/")
    assert response.status_code == 302
    assert "next=/shop/jojoba/reviews/add/" in response["Location"]


def test_a_review_waits_for_staff(ada):
    product = factories.a_product("Jojoba")
    browser = signed_in(ada)
    assert browser.get("/shop/jojoba/reviews/add/").status_code == 200
    assert browser.post("/shop/jojoba/reviews/add/", TEXT).status_code == 302
    review = ProductReview.objects.get(product=product)
    assert review.status == ProductReview.FOR_MODERATION
    assert Client().get(f"/shop/jojoba/reviews/{review.pk}/").status_code == 404


def test_reviews_of_nothing_are_not_found(db):
    assert Client().get("/shop/nothing/reviews/").status_code == 404
