"""URLs below `/guides/` that aren't pages of the CMS."""

from django.urls import path

from guides import views
from guides.feedback import question_views
from guides.feedback import views as feedback
from guides.feeds.rss import GuidesFeed, SeriesFeed
from shop.caching.decorators import public_page

urlpatterns = [
    path("feed/", public_page()(GuidesFeed()), name="guides-feed"),
    path("techniques/", views.techniques, name="guides-techniques"),
    path("people/", views.people, name="guides-people"),
    path("people/<slug:slug>/", views.person, name="guides-person"),
    path("topics/", views.topics, name="guides-topics"),
    path("topics/<slug:slug>/", views.topic, name="guides-topic"),
    path("worker.js", views.worker, name="guides-worker"),
    path("feedback/<int:pk>/", feedback.answer, name="guides-feedback"),
    path("questions/<int:pk>/", question_views.ask, name="guides-question"),
    path("social/<int:pk>-<str:key>.jpg", views.social_picture, name="guides-social"),
    path("<slug:series>/feed/", public_page()(SeriesFeed()), name="series-feed"),
]
