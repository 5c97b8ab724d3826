"""`/office/safety/…`."""

from django.urls import path

from shop.backoffice.safety import views
from shop.backoffice.safety.views import NAMESPACE

app_name = NAMESPACE
urlpatterns = [
    path("", views.index, name="index"),
    path("new/", views.enter, name="new"),
    path("<int:pk>/", views.report, name="report"),
    path("<int:pk>/assess/", views.assess, name="assess"),
    path("<int:pk>/told/", views.told, name="told"),
    path("<int:pk>/note/", views.note, name="note"),
    path("<int:pk>/close/", views.close, name="close"),
    path("<int:pk>/photo/", views.photo, name="photo"),
    path("<int:pk>/export/", views.export, name="export"),
]
