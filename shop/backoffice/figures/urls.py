"""`/office/figures/…`."""

from django.urls import path

from shop.backoffice.figures import vat

app_name = "office_figures"
urlpatterns = [path("vat/", vat.vat, name="vat")]
