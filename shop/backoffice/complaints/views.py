"""`/office/complaints/…`: complaints about personal data. shop.backoffice.gate asks for the right."""

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shop.accounts.requests import SignedInRequest
from shop.backoffice.complaints.forms import AnswerForm, DayForm, EnterForm
from shop.backoffice.posted import posted
from shop.complaints import handling
from shop.complaints.models import DataComplaint
from shop.complaints.taking import take_complaint

NAMESPACE = "office_complaints"
PAGE_SIZE = 50


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All complaints, the newest first."""
    page = Paginator(DataComplaint.objects.all(), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "backoffice/complaints/list.html", {"page_obj": page})


@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: SignedInRequest) -> HttpResponse:
    """`new/`: one that came by email, telephone or letter."""
    form = EnterForm(posted(request))
    if not form.is_valid():
        status = 422 if form.errors else 200
        return render(request, "backoffice/complaints/enter.html", {"form": form}, status=status)
    given = form.cleaned_data
    row = take_complaint(
        key=given["key"],
        said=form.said(),
        source=given["source"],
        received_on=given["received_on"],
        by=request.user,
    )
    messages.success(request, f"{row} is stored.")
    return redirect(f"{NAMESPACE}:complaint", row.pk)


def _row(pk: int) -> DataComplaint:
    return get_object_or_404(DataComplaint.objects.select_related("entered_by"), pk=pk)


@require_safe
def complaint(request: HttpRequest, pk: int) -> HttpResponse:
    """`<pk>/`: one complaint with its next step."""
    return _show(request, _row(pk))


@require_POST
def acknowledge(request: SignedInRequest, pk: int) -> HttpResponse:
    """`<pk>/acknowledge/`: note that it was confirmed by letter or telephone."""
    row = _row(pk)
    form = DayForm(request.POST, complaint=row)
    if not form.is_valid():
        return _show(request, row, day_form=form)
    on = form.cleaned_data["on"]
    return _changed(request, row, lambda: handling.acknowledge(complaint=row, on=on, by=request.user))


@require_POST
def answer(request: SignedInRequest, pk: int) -> HttpResponse:
    """`<pk>/answer/`: note what was answered."""
    row = _row(pk)
    form = AnswerForm(request.POST, complaint=row)
    if not form.is_valid():
        return _show(request, row, answer_form=form)
    given = form.cleaned_data
    return _changed(request, row, lambda: handling.answer(complaint=row, by=request.user, **given))


def _changed(request: SignedInRequest, row: DataComplaint, deed: Callable[[], None]) -> HttpResponse:
    try:
        deed()
        messages.success(request, "It is noted.")
    except handling.CannotChange as problem:
        messages.error(request, str(problem))
    return redirect(f"{NAMESPACE}:complaint", row.pk)


def _show(request: HttpRequest, row: DataComplaint, **bound: Form) -> HttpResponse:
    context: dict[str, object] = {
        "complaint": row,
        "day_form": DayForm(complaint=row),
        "answer_form": AnswerForm(complaint=row),
    }
    status = 422 if bound else 200
    return render(request, "backoffice/complaints/complaint.html", context | bound, status=status)
