"""`/office/reviews/…`."""

from django.urls import path

from shop.backoffice.reviews import page, refused, steps
from shop.backoffice.reviews.listing import NAMESPACE, ReviewsView

app_name = NAMESPACE
urlpatterns = [
    path("", ReviewsView.as_view(), name="index"),
    path("results/", ReviewsView.as_view(results_only=True), name="index_results"),
    path("refused/", refused.shares, name="shares"),
    path("<int:pk>/", page.review_page, name="review"),
    path("<int:pk>/publish/", steps.publish, name="publish"),
    path("<int:pk>/refuse/", steps.refuse, name="refuse"),
    path("<int:pk>/reply/", steps.reply, name="reply"),
    path("<int:pk>/photo/<int:photo>/", steps.photo, name="photo"),
]
