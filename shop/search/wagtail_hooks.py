"""The screen in the CMS where staff say what means the same in a search."""

from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from shop.search.models import Synonym


class SynonymViewSet(SnippetViewSet):
    """Words that mean the same, one group a row."""

    model = Synonym
    icon = "search"
    menu_label = "Search words"
    menu_order = 260
    add_to_admin_menu = True
    list_display = ("phrases",)
    search_fields = ("phrases",)


register_snippet(SynonymViewSet)
