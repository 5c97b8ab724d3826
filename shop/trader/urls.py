"""`/brand/…`."""

from django.urls import path

from shop.trader import views

urlpatterns = [
    path("<int:turn>.css", views.colours, name="brand-colours"),
    path("logo-<int:pk>.png", views.logo, name="brand-logo"),
]
