"""The shop's addresses with the provider's webhooks, which stand there only where a secret is set."""

from django.urls import include, path

from shop.urls import urlpatterns as ours

urlpatterns = [path("webhooks/mail/", include("guides.newsletter.webhook_urls")), *ours]
