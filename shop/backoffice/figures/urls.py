"""`/office/figures/…`."""

from django.urls import path

from shop.backoffice.figures import (
    account_codes,
    accounts,
    at_no_charge,
    baskets,
    best_sellers,
    codes,
    payouts,
    refunds,
    returns,
    sales,
    stock_on,
    vat,
    vat_closing,
)

app_name = "office_figures"
urlpatterns = [
    path("sales/", sales.sales, name="sales"),
    path("best-sellers/", best_sellers.best_seller_figures, name="best_sellers"),
    path("codes/", codes.code_figures, name="codes"),
    path("baskets/", baskets.basket_figures, name="baskets"),
    path("accounts/", accounts.accounts, name="accounts"),
    path("accounts/file/", accounts.accounts_file, name="accounts_file"),
    path("accounts/codes/", account_codes.account_codes, name="account_codes"),
    path("vat/", vat.vat, name="vat"),
    path("vat/close/", vat_closing.close, name="close_vat"),
    path("stock/", stock_on.stock_figures, name="stock"),
    path("payouts/", payouts.payouts, name="payouts"),
    path("payouts/<slug:payout_id>/", payouts.payout, name="payout"),
    path("returns/", returns.returns, name="returns"),
    path("at-no-charge/", at_no_charge.at_no_charge, name="at_no_charge"),
    path("refunds/", refunds.refunds, name="refunds"),
    path("refunds/file/", refunds.refunds_file, name="refunds_file"),
]
