"""`/skin-reaction/`."""

from django.urls import path

from shop.safety import views

urlpatterns = [
    path("", views.report, name="skin-reaction"),
    path("thanks/", views.thanks, name="skin-reaction-thanks"),
]
