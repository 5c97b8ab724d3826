"""Wagtail's URLs, with our view for pages."""

from django.urls import re_path
from wagtail import urls as wagtail_urls

from guides.page.routing import serve

urlpatterns = [
    *(found for found in wagtail_urls.urlpatterns if found.name != "wagtail_serve"),
    re_path(wagtail_urls.serve_pattern, serve, name="wagtail_serve"),
]
