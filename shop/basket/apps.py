from django.urls import path
from oscar.apps.basket import apps


class BasketConfig(apps.BasketConfig):
    """Oscar's basket with an address for each line."""

    name = "shop.basket"

    def get_urls(self) -> list:
        from shop.basket.views import LineView

        lines = [path("lines/<int:pk>/", LineView.as_view(), name="line")]
        return super().get_urls() + self.post_process_urls(lines)
