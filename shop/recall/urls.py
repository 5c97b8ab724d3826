"""`/recalls/…`: the public pages, and the page where a buyer answers."""

from django.urls import path

from shop.recall import views

urlpatterns = [
    path("", views.recall_list, name="recalls"),
    path("answer/<str:token>/", views.answer, name="recall-answer"),
    path("<slug:slug>/", views.recall_page, name="recall-page"),
]
