"""`/data-complaint/`."""

from django.urls import path

from shop.complaints import views

urlpatterns = [
    path("", views.complain, name="data-complaint"),
    path("thanks/", views.thanks, name="data-complaint-thanks"),
]
