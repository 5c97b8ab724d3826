"""`/office/orders/…`."""

from django.urls import path

from shop.backoffice.orders.addresses import NAMESPACE
from shop.backoffice.orders.batches import correct as correct_batches
from shop.backoffice.orders.free.views import replace_parcel
from shop.backoffice.orders.listing import OrdersView
from shop.backoffice.orders.money import payments
from shop.backoffice.orders.money import views as money
from shop.backoffice.orders.page import changes, emails
from shop.backoffice.orders.page.not_sent import not_sent
from shop.backoffice.orders.page.tracking import tracking
from shop.backoffice.orders.page.view import order_page
from shop.backoffice.orders.parts.views import send_part
from shop.backoffice.orders.phone import views as phone

app_name = NAMESPACE
urlpatterns = [
    path("", OrdersView.as_view(), name="index"),
    path("results/", OrdersView.as_view(results_only=True), name="index_results"),
    path("new/", phone.new, name="phone_new"),
    path("new/<int:pk>/", phone.draft, name="phone_draft"),
    path("links/", phone.links, name="phone_links"),
    path("links/<int:pk>/again/", phone.again, name="phone_again"),
    path("links/<int:pk>/withdraw/", phone.withdraw, name="phone_withdraw"),
    path("links/<int:pk>/discard/", phone.discard, name="phone_discard"),
    path("payments/", payments.payments, name="payments"),
    path("payments/<int:pk>/clear/", payments.clear, name="clear_warning"),
    path("<str:number>/", order_page, name="order"),
    path("<str:number>/refund/<int:pk>/", money.refund, name="refund"),
    path("<str:number>/replace/", replace_parcel, name="replace"),
    path("<str:number>/cancel/", money.cancel, name="cancel"),
    path("<str:number>/look/", money.look, name="look"),
    path("<str:number>/accept/", money.accept, name="accept"),
    path("<str:number>/settle/", money.settle, name="settle"),
    path("<str:number>/settle/<int:pk>/", money.settle, name="settle_refund"),
    path("<str:number>/emails/<int:pk>/", emails.email, name="email"),
    path("<str:number>/emails/<int:pk>/again/", emails.again, name="repeat_email"),
    path("<str:number>/note/", changes.note, name="note"),
    path("<str:number>/note/<int:pk>/", changes.edit_note, name="note_edit"),
    path("<str:number>/address/", changes.address, name="change_address"),
    path("<str:number>/email/", changes.email_address, name="change_email"),
    path("<str:number>/tracking/", tracking, name="tracking"),
    path("<str:number>/parcels/<int:pk>/tracking/", tracking, name="parcel_tracking"),
    path("<str:number>/send-part/", send_part, name="send_part"),
    path("<str:number>/parcels/<int:pk>/not-sent/", not_sent, name="not_sent"),
    path("<str:number>/lift-hold/", changes.lift, name="lift_hold"),
    path("<str:number>/hold/", changes.hold, name="hold"),
    path("<str:number>/batches/<int:pk>/", correct_batches, name="batches"),
    path("<str:number>/delivered/", changes.delivered, name="delivered"),
]
