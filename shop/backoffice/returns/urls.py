"""`/office/returns/…`."""

from django.urls import path

from shop.backoffice.returns import entering, page, steps
from shop.backoffice.returns.addresses import NAMESPACE
from shop.backoffice.returns.listing import ReturnsView

app_name = NAMESPACE
urlpatterns = [
    path("", ReturnsView.as_view(), name="index"),
    path("results/", ReturnsView.as_view(results_only=True), name="index_results"),
    path("new/<str:number>/", entering.enter, name="enter"),
    path("<int:pk>/", page.return_page, name="return"),
    path("<int:pk>/photo/", page.photo, name="photo"),
    path("<int:pk>/posted/", steps.posted, name="posted"),
    path("<int:pk>/arrived/", steps.arrived, name="arrived"),
    path("<int:pk>/close/", steps.close, name="close"),
]
