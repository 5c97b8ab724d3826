from django.urls import path
from oscar.apps.catalogue.reviews import apps


class ReviewsConfig(apps.CatalogueReviewsConfig):
    name = "shop.catalogue.reviews"

    def get_urls(self) -> list:
        from shop.catalogue.reviews.views import thanks

        return [path("thanks/", thanks, name="reviews-thanks"), *super().get_urls()]
