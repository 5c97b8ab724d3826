"""`/office/safety/…`: reports of skin reactions. shop.backoffice.gate asks for the rights.

Every look is noted before the page is made. Nothing here is exported in lists or found by the search.
"""

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from shop.accounts.requests import SignedInRequest
from shop.backoffice.gate import may_open
from shop.backoffice.safety.forms import AssessForm, NoteForm, ToldForm
from shop.safety import assessing
from shop.safety.export import export_text
from shop.safety.forms import EnterForm
from shop.safety.models import AdverseEvent, AdverseEventPhoto
from shop.safety.reporting import report_reaction

PAGE_SIZE = 50
NAMESPACE = "office_safety"


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All reports, the newest first, without what is in them."""
    rows = AdverseEvent.objects.select_related("product__parent", "batch")
    context = {"page_obj": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))}
    return render(request, "backoffice/safety/list.html", context)


@require_http_methods(["GET", "POST"])
def enter(request: SignedInRequest) -> HttpResponse:
    """`new/`: what somebody said on the telephone or by email; those who enter it needn't read others."""
    is_post = request.method == "POST"
    form = EnterForm(request.POST if is_post else None, request.FILES if is_post else None)
    if is_post and form.is_valid():
        given = form.cleaned_data
        event = report_reaction(key=given["key"], told=form.told(), source=given["source"], by=request.user)
        messages.success(request, f"{event} is stored. Those who look after safety are told.")
        is_reader = may_open(request.user, f"{NAMESPACE}:report")
        return redirect(f"{NAMESPACE}:report", event.pk) if is_reader else redirect(f"{NAMESPACE}:new")
    status = 422 if form.errors else 200
    return render(request, "backoffice/safety/enter.html", {"form": form}, status=status)


@require_safe
def report(request: SignedInRequest, pk: int) -> HttpResponse:
    """`<pk>/`: one report."""
    return _show(request, _event(pk))


@require_http_methods(["POST"])
def assess(request: SignedInRequest, pk: int) -> HttpResponse:
    """`<pk>/assess/`"""
    event, form = _event(pk), AssessForm(request.POST)
    if not form.is_valid():
        return _show(request, event, assess_form=form)
    return _changed(
        request, event, lambda: assessing.assess(event=event, judgement=form.judgement(), by=request.user)
    )


@require_http_methods(["POST"])
def told(request: SignedInRequest, pk: int) -> HttpResponse:
    """`<pk>/told/`"""
    event, form = _event(pk), ToldForm(request.POST)
    if not form.is_valid():
        return _show(request, event, told_form=form)
    return _changed(
        request, event, lambda: assessing.note_told(event=event, by=request.user, **form.cleaned_data)
    )


@require_http_methods(["POST"])
def note(request: SignedInRequest, pk: int) -> HttpResponse:
    """`<pk>/note/`"""
    event, form = _event(pk), NoteForm(request.POST)
    if not form.is_valid():
        return _show(request, event, note_form=form)
    text = form.cleaned_data["text"]
    return _changed(request, event, lambda: assessing.write_note(event=event, text=text, by=request.user))


@require_http_methods(["POST"])
def close(request: SignedInRequest, pk: int) -> HttpResponse:
    """`<pk>/close/`"""
    event = _event(pk)
    return _changed(request, event, lambda: assessing.close_event(event=event, by=request.user))


@require_safe
def photo(request: SignedInRequest, pk: int) -> HttpResponse:
    """`<pk>/photo/`: as a download only."""
    stored = get_object_or_404(AdverseEventPhoto.objects.select_related("event"), event=pk)
    assessing.note_look(event=stored.event, what="photo", by=request.user)
    return _download(bytes(stored.content), "image/jpeg", f"report-{pk}.jpg")


@require_safe
def export(request: SignedInRequest, pk: int) -> HttpResponse:
    """`<pk>/export/`: for the responsible person, without a name."""
    event = _event(pk)
    assessing.note_look(event=event, what="export", by=request.user)
    return _download(export_text(event).encode(), "text/plain; charset=utf-8", f"report-{pk}.txt")


def _download(content: bytes, kind: str, name: str) -> HttpResponse:
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(content, content_type=kind, headers=headers)


def _event(pk: int) -> AdverseEvent:
    related = ("product__parent", "batch", "order", "entered_by", "assessed_by")
    return get_object_or_404(AdverseEvent.objects.select_related(*related), pk=pk)


def _changed(request: SignedInRequest, event: AdverseEvent, deed: Callable[[], None]) -> HttpResponse:
    try:
        deed()
        messages.success(request, "It is noted.")
    except assessing.CannotChange as problem:
        messages.error(request, str(problem))
    return redirect(f"{NAMESPACE}:report", event.pk)


def _show(request: SignedInRequest, event: AdverseEvent, **bound: Form) -> HttpResponse:
    assessing.note_look(event=event, what="page", by=request.user)
    judged = {"criterion": event.criterion, "cause": event.cause, "action": event.action}
    days = {"person_on": event.person_told_on, "authority_on": event.authority_told_on}
    context: dict[str, object] = {
        "event": event,
        "notes": event.notes.select_related("by"),
        "looks": event.looks.select_related("by")[:PAGE_SIZE],
        "has_photo": AdverseEventPhoto.objects.filter(event=event).exists(),
        "assess_form": AssessForm(initial=judged),
        "told_form": ToldForm(initial=days),
        "note_form": NoteForm(),
    }
    status = 422 if bound else 200
    return render(request, "backoffice/safety/report.html", context | bound, status=status)
