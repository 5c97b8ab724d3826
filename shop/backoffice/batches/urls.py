"""`/office/batches/…`."""

from django.urls import path

from shop.backoffice.batches import changes
from shop.backoffice.batches.buyers import buyers
from shop.backoffice.batches.listing import NAMESPACE, BatchesView
from shop.backoffice.batches.page import batch_page

app_name = NAMESPACE
urlpatterns = [
    path("", BatchesView.as_view(), name="index"),
    path("results/", BatchesView.as_view(results_only=True), name="index_results"),
    path("<int:pk>/", batch_page, name="batch"),
    path("<int:pk>/buyers/", buyers, name="buyers"),
    path("<int:pk>/block/", changes.block, name="block"),
    path("<int:pk>/unblock/", changes.unblock, name="unblock"),
    path("<int:pk>/late/", changes.late, name="late"),
    path("<int:pk>/correct/", changes.correct, name="correct"),
]
