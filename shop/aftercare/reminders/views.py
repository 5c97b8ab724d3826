"""Ask for a reminder from an order’s page; the basket and the stop behind the links in its email."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from shop.aftercare import links
from shop.aftercare.reminders import services
from shop.aftercare.reminders.bottles import TIMES, bottles_of
from shop.catalogue.naming import title_of
from shop.catalogue.pictures.of_product import small_picture
from shop.order.tokens import VIEW, order_for
from shop.web.signed_links import with_private_referrer

WORDS = {
    "required": "Enter how many massages a week.",
    "invalid": "Enter a whole number, such as 3.",
    "min_value": "Enter 1 or more.",
    "max_value": f"Enter {max(TIMES)} or fewer.",
}


class AskForm(forms.Form):
    """The oil and the routine."""

    product = forms.IntegerField()
    times = forms.IntegerField(min_value=min(TIMES), max_value=max(TIMES), error_messages=WORDS)


@never_cache
@require_POST
def ask(request: HttpRequest, token: str) -> HttpResponse:
    """`POST /orders/<token>/remind-me/`"""
    order = order_for(token, VIEW)
    form = AskForm(request.POST)
    by_product = {one.product.pk: one for one in bottles_of(order)}
    context: dict[str, object] = {"token": token, "order": order}
    if not form.is_valid() or form.cleaned_data["product"] not in by_product:
        problem = str(next(iter(form.errors.get("times", [])), "Choose one of the oils in this order."))
        return _answer(request, context | {"problem": problem}, 422)
    bottles = by_product[form.cleaned_data["product"]]
    times = form.cleaned_data["times"]
    try:
        reminder = services.ask(order=order, bottles=bottles, times=times, page="order")
    except services.CannotRemind as problem:
        return _answer(request, context | {"problem": str(problem)}, 409)
    context |= {"reminder": reminder, "title": bottles.title, "stop": links.reminder_token(reminder)}
    return _answer(request, context)


def _answer(request: HttpRequest, context: dict[str, object], status: int = 200) -> HttpResponse:
    return with_private_referrer(render(request, "aftercare/reminder_asked.html", context, status=status))


@links.link_page
@require_http_methods(["GET"])
def order_again(request: HttpRequest, token: str) -> HttpResponse:
    """`/reminders/<token>/`: the same size again, one click from the basket."""
    reminder = links.reminder_of(token)
    if reminder is None:
        return render(request, "aftercare/reminder_gone.html", status=404)
    product = reminder.product
    context = {
        "product": product,
        "add_to": reverse("basket:add", args=[product.sheet.pk]),
        "title": str(product.get_title()),
        "size": title_of(product),
        "picture": small_picture(product),
        "token": token,
    }
    return render(request, "aftercare/order_again.html", context)


@links.link_page
@require_http_methods(["GET", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """`/reminders/<token>/stop/`: every POST stops it, email programs’ too (RFC 8058); a GET asks."""
    reminder = links.reminder_of(token)
    if reminder is None:
        return render(request, "aftercare/reminder_gone.html", status=404)
    if request.method == "POST":
        services.stop(reminder=reminder)
        return render(request, "aftercare/reminder_stopped.html")
    return render(request, "aftercare/reminder_stop.html", {"title": reminder.product.get_title()})
