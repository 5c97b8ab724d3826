"""`/office/activity/…`."""

from django.urls import path

from shop.backoffice.activity.listing import NAMESPACE, ActivityView

app_name = NAMESPACE
urlpatterns = [
    path("", ActivityView.as_view(), name="index"),
    path("results/", ActivityView.as_view(results_only=True), name="index_results"),
]
