"""`/office/packing/royal-mail/` and `/office/packing/tracking/`: files to and from the carrier."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.defaultfilters import pluralize
from django.views.decorators.http import require_http_methods, require_safe

from shop.accounts.requests import SignedInRequest
from shop.backoffice.models import TrackingColumns
from shop.backoffice.packing.cards import PAGE_SIZE, filled_in, packing_page
from shop.backoffice.packing.carrier_forms import ColumnsForm, TrackingFileForm, WeightsForm
from shop.backoffice.packing.page import show
from shop.backoffice.packing.queue import in_this_order, to_pack
from shop.backoffice.packing.royal_mail import problems_of, rows
from shop.backoffice.packing.tracking_file import TrackingTable, likely_columns, match, read
from shop.backoffice.posted import posted
from shop.order.models import Order
from shop.spreadsheets.reader import UnreadableFile
from shop.spreadsheets.writer import csv_response


def _orders(request: HttpRequest) -> list[Order]:
    return in_this_order(list(Paginator(to_pack(), PAGE_SIZE).get_page(request.GET.get("page"))))


@require_http_methods(["GET", "POST"])
def royal_mail(request: HttpRequest) -> HttpResponse:
    """`royal-mail/`: what is missing for the file, with a field for each weight, and the file itself."""
    orders = _orders(request)
    problems = problems_of(orders)
    form = WeightsForm(posted(request), products=problems.sizes, declared=problems.codes)
    if request.method == "POST" and form.is_valid():
        saved = form.save()
        messages.success(request, f"Saved what you typed for {saved} size{pluralize(saved)}.")
        return redirect(request.get_full_path())
    context = {
        "form": form,
        "problems": problems,
        "parcels": len(orders),
        "number": request.GET.get("page", ""),
    }
    return render(request, "backoffice/packing/royal_mail.html", context, status=422 if form.errors else 200)


@require_safe
def royal_mail_file(request: HttpRequest) -> HttpResponse:
    """`royal-mail.csv`: one row for each parcel of the page."""
    return csv_response(filename="royal-mail.csv", rows=rows(_orders(request)))


@require_http_methods(["GET", "POST"])
def tracking(request: SignedInRequest) -> HttpResponse:
    """`tracking/`: the carrier's file in, its columns chosen once, then the cards with their numbers."""
    if "text" in request.POST:
        return _columns(request)
    form = TrackingFileForm(request.POST or None, request.FILES or None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        content: bytes = form.cleaned_data["file"]
        try:
            table = read(content)
        except UnreadableFile as problem:
            form.add_error("file", str(problem))
        else:
            return _from_file(request, table, content, again=form.cleaned_data["choose_again"])
    status = 422 if form.errors else 200
    return render(request, "backoffice/packing/tracking.html", {"form": form}, status=status)


def _from_file(
    request: SignedInRequest, table: TrackingTable, content: bytes, *, again: bool
) -> HttpResponse:
    known = TrackingColumns.objects.filter(
        order_column__in=table.columns, tracking_column__in=table.columns
    ).first()
    if known and not again:
        return _preview(request, table, known)
    initial = {"text": content.decode("utf-8-sig")} | likely_columns(table)
    form = ColumnsForm(table=table, initial=initial)
    return render(request, "backoffice/packing/columns.html", {"form": form})


def _columns(request: SignedInRequest) -> HttpResponse:
    try:
        table = read(request.POST["text"].encode())
    except UnreadableFile as problem:
        messages.error(request, str(problem))
        return redirect("office_packing:tracking")
    form = ColumnsForm(request.POST, table=table)
    if not form.is_valid():
        return render(request, "backoffice/packing/columns.html", {"form": form}, status=422)
    return _preview(request, table, form.save())


def _preview(request: SignedInRequest, table: TrackingTable, columns: TrackingColumns) -> HttpResponse:
    found = match(table, order_column=columns.order_column, tracking_column=columns.tracking_column)
    return show(request, packing_page(None, filled_in(found.numbers)), matches=found)
