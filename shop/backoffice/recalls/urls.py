"""`/office/recalls/…`."""

from django.urls import path

from shop.backoffice.recalls import page, people, start
from shop.backoffice.recalls.addresses import NAMESPACE
from shop.backoffice.recalls.listing import RecallsView

app_name = NAMESPACE
urlpatterns = [
    path("", RecallsView.as_view(), name="index"),
    path("results/", RecallsView.as_view(results_only=True), name="index_results"),
    path("new/<int:batch>/", start.new, name="new"),
    path("new/<int:batch>/stop/", start.stop_new, name="stop_new"),
    path("<int:pk>/", page.recall_page, name="recall"),
    path("<int:pk>/people.csv", people.people_file, name="people"),
    path("<int:pk>/change/", start.change, name="change"),
    path("<int:pk>/stop/", start.stop, name="stop"),
    path("<int:pk>/again/", start.again, name="again"),
]
