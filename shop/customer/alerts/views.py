"""Pages for back-in-stock alerts: request one from a product page, confirm or cancel it from an email.

Links in emails only show a button: mail scanners follow links and mustn't confirm or cancel.
"""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache

from shop.accounts.requests import SignedInRequest
from shop.catalogue.models import Product
from shop.catalogue.naming import title_of
from shop.customer.alerts import services
from shop.customer.models import ProductAlert
from shop.fields.email import EmailFormField
from shop.web.same_origin import same_origin_post


class EmailForm(forms.Form):
    """The guest's email address."""

    email = EmailFormField(
        label="Email address",
        max_length=254,
        error_messages={
            "required": "Enter your email address.",
            "invalid": "Enter an email address like name@example.com.",
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


@method_decorator([same_origin_post, never_cache], "dispatch")
class ProductAlertCreateView(View):
    """`POST /account/alerts/create/<product id>/`,"""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return redirect(_product(pk).get_absolute_url())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        product = _product(pk)
        if services.is_in_stock(product) or not services.are_sent():
            return redirect(product.get_absolute_url())
        form = EmailForm(request.POST)
        context = {"product": product, "title": title_of(product), "form": form}
        if not request.user.is_authenticated and not form.is_valid():
            return render(request, "oscar/customer/alerts/form.html", context, status=400)
        email = "" if request.user.is_authenticated else form.cleaned_data["email"]
        services.ask(product=product, user=request.user, email=email)
        return render(request, "oscar/customer/alerts/asked.html", context | {"email": email})


def _product(pk: int) -> Product:
    product = get_object_or_404(Product.objects.select_related("parent"), pk=pk, is_public=True)
    if product.is_child and not product.parent.is_public:
        return get_object_or_404(Product, pk=None)
    return product


@method_decorator(never_cache, "dispatch")
class ProductAlertConfirmView(View):
    """`/account/alerts/confirm/<key>/`, from the email."""

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        return _confirm_action(request, services.by_key(key), "confirm")

    def post(self, request: HttpRequest, key: str) -> HttpResponse:
        return _done(request, services.confirm(key=key))


@method_decorator(never_cache, "dispatch")
class ProductAlertCancelView(View):
    """`/account/alerts/cancel/key/<key>/` from the email, `…/cancel/<id>/` from the account."""

    def get(self, request: HttpRequest, key: str = "", pk: int = 0) -> HttpResponse:
        return _confirm_action(request, self.alert(request, key, pk), "cancel")

    def post(self, request: HttpRequest, key: str = "", pk: int = 0) -> HttpResponse:
        alert = self.alert(request, key, pk)
        if alert:
            services.cancel(alert=alert)
        if key:
            return _done(request, alert)
        messages.success(request, "We won’t write to you about that.")
        return redirect("customer:alerts-list")

    def alert(self, request: HttpRequest, key: str, pk: int) -> ProductAlert | None:
        if key:
            return services.by_key(key)
        return get_object_or_404(ProductAlert, pk=pk, user_id=request.user.pk or 0)


@method_decorator(never_cache, "dispatch")
class ProductAlertListView(View):
    """`/account/alerts/`: the customer's active alerts."""

    def get(self, request: SignedInRequest) -> HttpResponse:
        alerts = ProductAlert.objects.filter(user=request.user, status=ProductAlert.ACTIVE)
        rows = [(alert, title_of(alert.product)) for alert in alerts.select_related("product__parent")]
        return render(request, "oscar/customer/alerts/alert_list.html", {"alerts": rows, "tab": "alerts"})


def _confirm_action(request: HttpRequest, alert: ProductAlert | None, action: str) -> HttpResponse:
    if alert is None:
        return _done(request, None)
    title = title_of(alert.product)
    return render(request, "oscar/customer/alerts/press.html", {"title": title, "action": action})


def _done(request: HttpRequest, alert: ProductAlert | None) -> HttpResponse:
    context = {"alert": alert, "title": title_of(alert.product) if alert else ""}
    return render(request, "oscar/customer/alerts/done.html", context, status=200 if alert else 404)
