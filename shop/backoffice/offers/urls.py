"""`/office/offers/…`."""

from django.urls import path

from shop.backoffice.offers import page, selections, views
from shop.backoffice.offers.listing import NAMESPACE, OffersView

app_name = NAMESPACE
urlpatterns = [
    path("", OffersView.as_view(), name="index"),
    path("results/", OffersView.as_view(results_only=True), name="index_results"),
    path("new/", views.new, name="new"),
    path("preview/", views.preview, name="preview"),
    path("selections/", selections.index, name="selections"),
    path("selections/new/", selections.edit, name="selection_new"),
    path("selections/<int:selection>/", selections.edit, name="selection"),
    path("selections/<int:selection>/delete/", selections.delete, name="selection_delete"),
    path("<int:pk>/", page.offer_page, name="offer"),
    path("<int:pk>/change/", views.change, name="change"),
    path("<int:pk>/preview/", views.preview, name="preview_change"),
    path("<int:pk>/stop/", views.stop, name="stop"),
    path("<int:pk>/resume/", views.resume, name="resume"),
    path("<int:pk>/delete/", views.delete, name="delete"),
    path("<int:pk>/codes.csv", page.codes_file, name="codes"),
]
