"""Addresses outside the CMS: preview links."""

from django.urls import path

from guides.editorial.views import preview

urlpatterns = [path("<str:token>/", preview, name="preview-link")]
