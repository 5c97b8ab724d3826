from django.db.models.signals import post_save, pre_delete, pre_save
from django.tasks.signals import task_finished
from django.urls import path
from oscar.apps.search import apps


class SearchConfig(apps.SearchConfig):
    """Oscar's search addresses, answered by Wagtail's index instead of Haystack."""

    name = "shop.search"

    def ready(self) -> None:
        super().ready()
        from shop.indexed import note_indexing
        from shop.search.related import RELATED, note_name, reindex, reindex_renamed

        task_finished.connect(note_indexing, dispatch_uid="search:index")
        for label in RELATED:
            pre_save.connect(note_name, sender=label, dispatch_uid=f"search:name:{label}")
            post_save.connect(reindex_renamed, sender=label, dispatch_uid=f"search:saved:{label}")
            pre_delete.connect(reindex, sender=label, dispatch_uid=f"search:gone:{label}")

    def get_urls(self) -> list:
        from shop.search.pages import SearchView, SuggestView

        urls = [
            path("", SearchView.as_view(), name="search"),
            path("suggest/", SuggestView.as_view(), name="suggest"),
        ]
        return self.post_process_urls(urls)
