"""`/office/products/…`."""

from django.urls import path

from shop.backoffice.products import changes, listing, page, pictures

app_name = "office_products"

urlpatterns = [
    path("", listing.ProductsView.as_view(), name="index"),
    path("results/", listing.ProductsView.as_view(results_only=True), name="index_results"),
    path("add/", changes.add, name="add"),
    path("<int:pk>/", page.product, name="product"),
    path("<int:pk>/preview/", page.preview, name="preview"),
    path("<int:pk>/save/", page.save, name="save"),
    path("<int:pk>/pictures/", pictures.pictures, name="pictures"),
    path("<int:pk>/publish/", changes.publish_it, name="publish"),
    path("<int:pk>/unpublish/", changes.unpublish, name="unpublish"),
    path("<int:pk>/duplicate/", changes.duplicate_it, name="duplicate"),
    path("<int:pk>/archive/", changes.archive_it, name="archive"),
    path("<int:pk>/back/", changes.bring_it_back, name="back"),
]
