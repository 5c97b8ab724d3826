"""URLs of the demo's mailbox."""

from django.urls import path

from shop.demo import views

urlpatterns = [
    path("mailbox/", views.mailbox, name="demo-mailbox"),
    path("mailbox/<int:pk>/", views.mail, name="demo-mail"),
    path("mailbox/<int:pk>/html/", views.mail_html, name="demo-mail-html"),
]
