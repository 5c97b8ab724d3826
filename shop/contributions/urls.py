"""`/support/`: money given freely for the guides."""

from django.urls import path

from shop.contributions.views import support

urlpatterns = [path("", support, name="support")]
