from django.urls import path

from guides.newsletter.lead_magnet import views as free_guide_views
from guides.newsletter.views import archive as archive_views
from guides.newsletter.views import data_rights
from guides.newsletter.views import sign_up as sign_up_views
from guides.newsletter.views import unsubscribe as unsubscribe_views

urlpatterns = [
    path("", sign_up_views.sign_up, name="newsletter"),
    path("archive/", archive_views.overview, name="newsletter-archive"),
    path("archive/<int:pk>/", archive_views.letter, name="newsletter-archived"),
    path("confirm/<str:token>/", sign_up_views.confirm, name="newsletter-confirm"),
    path("your-data/", data_rights.ask, name="newsletter-your-data"),
    path("your-data/<str:token>/", data_rights.data, name="newsletter-data"),
    path("go/<str:token>/", free_guide_views.click, name="newsletter-click"),
    path("guide/<str:token>/", free_guide_views.guide, name="newsletter-guide"),
    path("guide/<str:token>/guide.pdf", free_guide_views.pdf, name="newsletter-pdf"),
    path("preferences/<str:token>/", unsubscribe_views.preferences, name="newsletter-preferences"),
    path("unsubscribe/<str:token>/", unsubscribe_views.unsubscribe, name="newsletter-unsubscribe"),
]
