"""`/counting/`: what is counted, the switch, and where browsers say so."""

from django.urls import path

from guides.desk import counting_views

urlpatterns = [
    path("", counting_views.about, name="counting"),
    path("seen/", counting_views.seen, name="counting-seen"),
]
