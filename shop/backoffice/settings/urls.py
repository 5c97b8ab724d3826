"""`/office/shop-settings/…`. What changes something, other than the announcement, is named `change_…`."""

from django.urls import path

from shop.backoffice.settings import (
    announcement,
    brand,
    delivery_prices,
    dispatch,
    footer,
    free_delivery,
    header,
    mail_texts,
    retention,
    terms,
    trader,
    vat,
)

app_name = "office_settings"
urlpatterns = [
    path("announcement/", announcement.announcement, name="announcement"),
    path("announcement/take-down/", announcement.take_down, name="take_down"),
    path("dispatch/", dispatch.dispatch, name="dispatch"),
    path("dispatch/cut-off/", dispatch.change_cut_off, name="change_cut_off"),
    path("dispatch/close/", dispatch.close, name="change_closures"),
    path("dispatch/<int:pk>/open/", dispatch.open_again, name="change_closure_away"),
    path("free-delivery/", free_delivery.free_delivery, name="free_delivery"),
    path("free-delivery/change/", free_delivery.change, name="change_free_delivery"),
    path("mail-texts/", mail_texts.mail_texts, name="mail_texts"),
    path("mail-texts/<str:name>/", mail_texts.mail_text, name="mail_text"),
    path("mail-texts/<str:name>/html/", mail_texts.mail_text_html, name="mail_text_html"),
    path("mail-texts/<str:name>/change/", mail_texts.change, name="change_mail_text"),
    path("mail-texts/<str:name>/reset/", mail_texts.reset, name="change_mail_text_back"),
    path("retention/", retention.retention, name="retention"),
    path("delivery-prices/", delivery_prices.prices, name="delivery_prices"),
    path("delivery-prices/save/", delivery_prices.save, name="change_delivery_prices"),
    path("terms/", terms.terms, name="terms"),
    path("terms/change/", terms.change, name="change_terms"),
    path("terms/<int:pk>/withdraw/", terms.withdraw, name="change_terms_away"),
    path("trader/", trader.details, name="trader"),
    path("brand/", brand.brand, name="brand"),
    path("brand/save/", brand.save, name="change_brand"),
    path("header/", header.header, name="header"),
    path("header/save/", header.save, name="change_header"),
    path("footer/", footer.footer, name="footer"),
    path("footer/save/", footer.save, name="change_footer"),
    path("vat/", vat.vat, name="vat"),
    path("vat/registration/", vat.change, name="change_vat"),
    path("vat/rate/", vat.change_rate, name="change_vat_rate"),
    path("trader/save/", trader.save, name="change_trader"),
]
