"""The addresses of packing, below `/office/packing/`."""

from django.urls import path

from shop.backoffice.packing import views

app_name = "office_packing"

urlpatterns = [
    path("", views.pack, name="pack"),
    path("<str:number>/lift/", views.lift, name="lift"),
]
