"""`/counting/`: what is counted, the opt-out, and the endpoint that browsers report to."""

from django.urls import path

from guides.editorial.analytics import views

urlpatterns = [
    path("", views.about, name="counting"),
    path("seen/", views.seen, name="counting-seen"),
]
