"""`/office/stock/…`."""

from django.urls import path

from shop.backoffice.goods import batch_count, receive, shelf

app_name = "office_stock"

urlpatterns = [
    path("", shelf.shelf, name="shelf"),
    path("receive/", receive.receive, name="receive"),
    path("receipts/<int:pk>/", receive.receipt, name="receipt"),
    path("receipts/<int:pk>/reverse/", receive.reverse, name="reverse"),
    path("uncounted/", batch_count.uncounted, name="uncounted"),
    path("<int:pk>/batches/", batch_count.count_batches, name="count_batches"),
    path("<int:pk>/", shelf.size, name="size"),
    path("<int:pk>/count/", shelf.count, name="count"),
    path("<int:pk>/take/", shelf.take, name="take"),
]
