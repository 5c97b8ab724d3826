"""`/counting/`: what is counted, the switch, and where browsers say so."""

from django.urls import path

from guides.editorial.analytics import views

urlpatterns = [
    path("", views.about, name="counting"),
    path("seen/", views.seen, name="counting-seen"),
]
