"""Addresses outside the CMS: preview links."""

from django.urls import path

from guides.desk.views import preview

urlpatterns = [path("<str:token>/", preview, name="preview-link")]
