from django.tasks.signals import task_finished
from django.urls import path
from oscar.apps.search import apps


class SearchConfig(apps.SearchConfig):
    """Oscar's search addresses, answered by Wagtail's index instead of Haystack."""

    name = "shop.search"

    def ready(self) -> None:
        super().ready()
        from shop.indexed import note_indexing

        task_finished.connect(note_indexing, dispatch_uid="search:index")

    def get_urls(self) -> list:
        from shop.search.pages import SearchView, SuggestView

        urls = [
            path("", SearchView.as_view(), name="search"),
            path("suggest/", SuggestView.as_view(), name="suggest"),
        ]
        return self.post_process_urls(urls)
