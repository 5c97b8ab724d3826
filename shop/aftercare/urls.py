from django.urls import path

from shop.aftercare.reminders import views as reminders
from shop.aftercare.reviews import views as reviews

urlpatterns = [
    path("reviews/stop/<str:token>/", reviews.leave, name="review-no-marketing"),
    path("reviews/<str:token>/", reviews.choose, name="review-order"),
    path("reviews/<str:token>/thanks/", reviews.thanks, name="review-thanks"),
    path("reviews/<str:token>/<int:product_pk>/", reviews.review, name="review-product"),
    path("orders/<str:token>/remind-me/", reminders.ask, name="remind-me"),
    path("reminders/<str:token>/", reminders.order_again, name="reminder"),
    path("reminders/<str:token>/stop/", reminders.stop, name="reminder-stop"),
]
