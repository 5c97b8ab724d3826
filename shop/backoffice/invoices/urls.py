"""`/office/invoices/…`. Wagtail has `/office/documents/` for the files of pages."""

from django.urls import path

from shop.backoffice.invoices import downloads
from shop.backoffice.invoices.listing import NAMESPACE, InvoicesView

app_name = NAMESPACE
urlpatterns = [
    path("", InvoicesView.as_view(), name="index"),
    path("results/", InvoicesView.as_view(results_only=True), name="index_results"),
    path("zip/", downloads.archive, name="zip"),
    path("<int:pk>/pdf/", downloads.pdf, name="pdf"),
]
