"""`/office/import/…`."""

from django.urls import path

from shop.backoffice.catalogue_files import views

app_name = "office_import"

urlpatterns = [
    path("", views.index, name="index"),
    path("products.csv", views.export, {"ending": "csv"}, name="export"),
    path("products.xlsx", views.export, {"ending": "xlsx"}, name="export_workbook"),
    path("<int:pk>/", views.upload, name="upload"),
    path("<int:pk>/columns/", views.columns, name="columns"),
    path("<int:pk>/undo/", views.undo, name="undo"),
]
