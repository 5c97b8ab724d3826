"""`/office/prices/…`."""

from django.urls import path

from shop.backoffice.prices import table

app_name = "office_prices"

urlpatterns = [
    path("", table.prices, name="index"),
    path("save/", table.save, name="save"),
]
