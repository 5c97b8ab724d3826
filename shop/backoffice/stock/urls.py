"""`/office/stock/…`."""

from django.urls import path

from shop.backoffice.stock import batch_count, receive, sets, shelf

app_name = "office_stock"

urlpatterns = [
    path("", shelf.shelf, name="shelf"),
    path("receive/", receive.receive, name="receive"),
    path("receipts/<int:pk>/", receive.receipt, name="receipt"),
    path("receipts/<int:pk>/reverse/", receive.reverse, name="reverse"),
    path("uncounted/", batch_count.uncounted, name="uncounted"),
    path("<int:pk>/batches/", batch_count.count_batches, name="count_batches"),
    path("<int:pk>/", shelf.size, name="size"),
    path("<int:pk>/set/", sets.set_page, name="set"),
    path("<int:pk>/set/parts/", sets.parts, name="set_parts"),
    path("<int:pk>/set/make/", sets.make, name="make"),
    path("<int:pk>/set/apart/", sets.apart, name="apart"),
    path("<int:pk>/count/", shelf.count, name="count"),
    path("<int:pk>/take/", shelf.take, name="take"),
]
