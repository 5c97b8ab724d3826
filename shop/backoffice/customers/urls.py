"""`/office/customers/…`. `number` is an account's key or the number of a guest's order."""

from django.urls import path

from shop.backoffice.customers import views
from shop.backoffice.customers.listing import NAMESPACE, CustomersView
from shop.backoffice.customers.page import customer_page

app_name = NAMESPACE
urlpatterns = [
    path("", CustomersView.as_view(), name="index"),
    path("results/", CustomersView.as_view(results_only=True), name="index_results"),
    path("<str:number>/", customer_page, name="customer"),
    path("<str:number>/note/", views.note, name="note"),
    path("<str:number>/note/<int:pk>/", views.edit_note, name="note_edit"),
    path("<str:number>/link/", views.send_link, name="link"),
    path("<str:number>/stop/", views.stop, name="stop"),
    path("<str:number>/data/", views.held, name="data"),
    path("<str:number>/erase/", views.erase, name="erase"),
]
