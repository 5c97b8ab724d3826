"""Wagtail's document URLs, with our view for the files."""

from django.urls import path
from wagtail.documents import urls as wagtaildocs_urls

from guides.documents import serve

urlpatterns = [
    path("<int:document_id>/<path:document_filename>", serve, name="wagtaildocs_serve"),
    *(found for found in wagtaildocs_urls.urlpatterns if found.name != "wagtaildocs_serve"),
]
