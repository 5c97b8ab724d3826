from django.urls import path

from guides.newsletter import guide_views, leaving_views, rights_views, views

urlpatterns = [
    path("", views.sign_up, name="newsletter"),
    path("confirm/<str:token>/", views.confirm, name="newsletter-confirm"),
    path("your-data/", rights_views.ask, name="newsletter-your-data"),
    path("your-data/<str:token>/", rights_views.data, name="newsletter-data"),
    path("go/<str:token>/", guide_views.click, name="newsletter-click"),
    path("guide/<str:token>/", guide_views.guide, name="newsletter-guide"),
    path("guide/<str:token>/guide.pdf", guide_views.pdf, name="newsletter-pdf"),
    path("preferences/<str:token>/", leaving_views.preferences, name="newsletter-preferences"),
    path("unsubscribe/<str:token>/", leaving_views.unsubscribe, name="newsletter-unsubscribe"),
]
