"""The CMS screen for search synonyms."""

from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from shop.search.models import Synonym


class SynonymViewSet(SnippetViewSet):
    """Words with the same meaning, one group a row."""

    model = Synonym
    icon = "search"
    menu_label = "Search words"
    menu_order = 260
    add_to_admin_menu = True
    list_display = ("phrases",)
    search_fields = ("phrases",)


register_snippet(SynonymViewSet)
