"""`/office/emails/…`."""

from django.urls import path

from shop.backoffice.emails import views
from shop.backoffice.emails.listing import NAMESPACE, EmailsView

app_name = NAMESPACE
urlpatterns = [
    path("", EmailsView.as_view(), name="index"),
    path("results/", EmailsView.as_view(results_only=True), name="index_results"),
    path("<int:pk>/", views.email, name="email"),
    path("<int:pk>/html/", views.letter, name="letter"),
    path("<int:pk>/again/", views.again, name="again"),
    path("<int:pk>/settle/", views.settle, name="settle"),
]
