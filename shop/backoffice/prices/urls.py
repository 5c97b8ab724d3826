"""`/office/prices/…`."""

from django.urls import path

from shop.backoffice.prices import planned, table

app_name = "office_prices"

urlpatterns = [
    path("", table.prices, name="index"),
    path("save/", table.save, name="save"),
    path("planned/", planned.planned, name="planned"),
    path("planned/new/<int:record>/", planned.new_plan, name="new_plan"),
    path("planned/<int:pk>/cancel/", planned.cancel_plan, name="cancel_plan"),
]
