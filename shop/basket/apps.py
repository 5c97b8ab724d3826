from typing import Any

from django.conf import settings
from django.urls import path
from oscar.apps.basket import apps


class BasketConfig(apps.BasketConfig):
    """Oscar's basket with URLs for a line, a merge and items saved for later."""

    name = "shop.basket"

    def ready(self) -> None:
        """Register the cookie for the privacy notice."""
        from shop.basket import cookie
        from shop.privacy import cookies

        cookies.register(
            cookie.NAME,
            purpose="Shows how many items are in your basket, on every page.",
            seconds=settings.OSCAR_BASKET_COOKIE_LIFETIME,
        )
        super().ready()

    def get_urls(self) -> list[Any]:
        """Oscar's addresses and ours; views are imported here because models must be loaded first."""
        from shop.basket.views import LineView, MergeView, SavedForLaterView, WithoutView

        ours = [
            path("lines/<int:pk>/", LineView.as_view(), name="line"),
            path("merged/", MergeView.as_view(), name="merged"),
            path("kept/<int:pk>/", SavedForLaterView.as_view(), name="kept"),
            path("without/", WithoutView.as_view(), name="without"),
        ]
        return super().get_urls() + self.post_process_urls(ours)
