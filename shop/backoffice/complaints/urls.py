"""`/office/complaints/…`."""

from django.urls import path

from shop.backoffice.complaints import views
from shop.backoffice.complaints.views import NAMESPACE

app_name = NAMESPACE
urlpatterns = [
    path("", views.index, name="index"),
    path("new/", views.enter, name="new"),
    path("<int:pk>/", views.complaint, name="complaint"),
    path("<int:pk>/acknowledge/", views.acknowledge, name="acknowledge"),
    path("<int:pk>/answer/", views.answer, name="answer"),
]
