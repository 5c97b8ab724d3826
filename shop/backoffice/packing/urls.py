"""The addresses of packing, below `/office/packing/`."""

from django.urls import path

from shop.backoffice.packing import carrier, papers, views

app_name = "office_packing"

urlpatterns = [
    path("", views.pack, name="pack"),
    path("pick-list/", papers.picks, name="pick-list"),
    path("royal-mail/", carrier.royal_mail, name="royal-mail"),
    path("royal-mail.csv", carrier.royal_mail_file, name="royal-mail-file"),
    path("tracking/", carrier.tracking, name="tracking"),
    path("slips.pdf", papers.slips, name="slips"),
    path("<str:number>/slip.pdf", papers.slip, name="slip"),
    path("<str:number>/missing/<int:pk>/", views.missing, name="missing"),
    path("<str:number>/lift/", views.lift, name="lift"),
    path("<str:number>/take-back/", views.take_back, name="take_back"),
]
