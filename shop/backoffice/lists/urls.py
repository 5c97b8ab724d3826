"""`/office/lists/…`."""

from django.urls import URLPattern, path

from shop.backoffice.lists.categories import CategoryForms, CategoryMove, CategoryTree
from shop.backoffice.lists.kinds import CATEGORIES, NAMESPACE, TABLES, Kind
from shop.backoffice.lists.views import EntryDelete, EntryForm, EntryList, index

app_name = NAMESPACE


def _patterns(
    kind: Kind, every: type[EntryList] | type[CategoryTree], form: type[EntryForm]
) -> list[URLPattern]:
    base, name = f"{kind.slug}/", kind.slug.replace("-", "_")
    return [
        path(base, every.as_view(kind=kind), name=name),
        path(f"{base}new/", form.as_view(kind=kind), name=f"{name}_new"),
        path(f"{base}<int:pk>/", form.as_view(kind=kind), name=f"{name}_change"),
        path(f"{base}<int:pk>/delete/", EntryDelete.as_view(kind=kind), name=f"{name}_delete"),
    ]


urlpatterns = [
    path("", index, name="index"),
    *_patterns(CATEGORIES, CategoryTree, CategoryForms),
    path("categories/<int:pk>/move/", CategoryMove.as_view(), name="categories_move"),
]
for _kind in TABLES:
    urlpatterns += _patterns(_kind, EntryList, EntryForm)
