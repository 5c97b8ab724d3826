"""Addresses of the simulated Stripe and its bank."""

from django.urls import path

from shop.payment.simulator import views

urlpatterns = [
    path("payment_intents/<str:intent_id>/confirm/", views.confirm, name="simulated-confirm"),
    path("bank/<str:intent_id>/", views.bank, name="simulated-bank"),
]
