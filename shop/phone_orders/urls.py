"""The buyer's page of a payment link."""

from django.urls import path

from shop.phone_orders.views import PhoneOrderView, place

urlpatterns = [
    path("phone-order/<str:token>/", PhoneOrderView.as_view(), name="phone-order"),
    path("phone-order/<str:token>/place/", place, name="phone-order-place"),
]
