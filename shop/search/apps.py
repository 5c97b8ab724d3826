from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from django.tasks.signals import task_finished
from django.urls import path
from oscar.apps.search import apps


class SearchConfig(apps.SearchConfig):
    """Oscar’s search URLs, with Wagtail’s index instead of Haystack."""

    name = "shop.search"

    def ready(self) -> None:
        super().ready()
        from shop.search import reindexing
        from shop.search_engine.index import index, note_indexing

        task_finished.connect(note_indexing, dispatch_uid="search:index")
        for label in reindexing.RELATED:
            pre_save.connect(reindexing.note_name, sender=label, dispatch_uid=f"search:name:{label}")
            post_save.connect(reindexing.reindex_renamed, sender=label, dispatch_uid=f"search:saved:{label}")
            pre_delete.connect(reindexing.reindex, sender=label, dispatch_uid=f"search:gone:{label}")
        record = "partner.StockRecord"
        pre_save.connect(reindexing.note_sku, sender=record, dispatch_uid="search:sku")
        post_save.connect(reindexing.reindex_renumbered, sender=record, dispatch_uid="search:sku:saved")
        for signal in (post_save, post_delete):
            signal.connect(reindexing.reindex_parent, sender="catalogue.Product", dispatch_uid="search:size")
            signal.connect(index.bump_on_commit, sender="search.Synonym", dispatch_uid="search:synonym")

    def get_urls(self) -> list:
        from shop.search.pages import SearchView, SuggestView

        urls = [
            path("", SearchView.as_view(), name="search"),
            path("suggest/", SuggestView.as_view(), name="suggest"),
        ]
        return self.post_process_urls(urls)
