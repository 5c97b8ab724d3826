"""`/office/recalls/…`."""

from django.urls import path

from shop.backoffice.recalls import ending, page, people, start, telling
from shop.backoffice.recalls.addresses import NAMESPACE
from shop.backoffice.recalls.listing import RecallsView

app_name = NAMESPACE
urlpatterns = [
    path("", RecallsView.as_view(), name="index"),
    path("results/", RecallsView.as_view(results_only=True), name="index_results"),
    path("new/<int:batch>/", start.new, name="new"),
    path("new/<int:batch>/stop/", start.stop_new, name="stop_new"),
    path("new/sent/<int:product>/", start.new_by_days, name="new_by_days"),
    path("new/sent/<int:product>/stop/", start.stop_new_by_days, name="stop_new_by_days"),
    path("<int:pk>/", page.recall_page, name="recall"),
    path("<int:pk>/people.csv", people.people_file, name="people"),
    path("<int:pk>/change/", start.change, name="change"),
    path("<int:pk>/stop/", start.stop, name="stop"),
    path("<int:pk>/again/", start.again, name="again"),
    path("<int:pk>/preview/", telling.preview, name="preview"),
    path("<int:pk>/letters.pdf", telling.letters, name="letters"),
    path("<int:pk>/test/", telling.test, name="test"),
    path("<int:pk>/send/", telling.send, name="send"),
    path("<int:pk>/publish/", telling.publish, name="publish"),
    path("notice/<int:pk>/", telling.contact, name="contact"),
    path("<int:pk>/authority/", ending.authority, name="authority"),
    path("<int:pk>/authority.pdf", ending.authority_file, name="authority_file"),
    path("<int:pk>/close/", ending.close, name="close"),
]
