from django.urls import path
from oscar.apps.search import apps


class SearchConfig(apps.SearchConfig):
    """Oscar's search under its own names, answered by Wagtail's index."""

    name = "shop.search"

    def get_urls(self) -> list:
        from shop.search.views import SuggestView

        urls = [path("suggest/", SuggestView.as_view(), name="suggest")]
        return super().get_urls() + self.post_process_urls(urls)
