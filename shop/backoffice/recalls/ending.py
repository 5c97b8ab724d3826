"""The draft for the authority, and the end of a recall. shop.backoffice.gate asks for the rights."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from shop.accounts.requests import SignedInRequest
from shop.backoffice.posted import posted
from shop.backoffice.recalls.addresses import recall_url
from shop.backoffice.recalls.forms import AuthorityForm, CloseForm
from shop.backoffice.recalls.telling import pdf_response
from shop.pdf.render import NoRenderer
from shop.recall.closing import close_recall, note_authority
from shop.recall.models import Recall
from shop.recall.papers import authority_pdf, authority_text
from shop.recall.prepare import CannotRecall


@require_http_methods(["GET", "POST"])
def authority(request: SignedInRequest, pk: int) -> HttpResponse:
    """`<pk>/authority/`: the draft to copy; the day and the reference once it is sent."""
    recall = get_object_or_404(Recall, pk=pk)
    form = AuthorityForm(posted(request))
    if request.method == "POST" and form.is_valid():
        note_authority(recall=recall, by=request.user, **form.cleaned_data)
        messages.success(request, "It is noted.")
        return redirect(recall_url(recall))
    context = {"recall": recall, "form": form, "text": authority_text(recall)}
    status = 422 if form.errors else 200
    return render(request, "backoffice/recalls/authority.html", context, status=status)


@require_safe
def authority_file(request: HttpRequest, pk: int) -> HttpResponse:
    """`<pk>/authority.pdf`."""
    recall = get_object_or_404(Recall, pk=pk)
    try:
        return pdf_response(authority_pdf(recall), f"{recall.slug}-authority.pdf")
    except NoRenderer as problem:
        messages.error(request, str(problem))
        return redirect(recall_url(recall))


@require_http_methods(["GET", "POST"])
def close(request: SignedInRequest, pk: int) -> HttpResponse:
    """`<pk>/close/`: end it; with a reason where somebody isn't reached."""
    recall = get_object_or_404(Recall, pk=pk)
    form = CloseForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            close_recall(recall=recall, reason=form.cleaned_data["reason"], by=request.user)
        except CannotRecall as problem:
            form.add_error("reason", str(problem))
        else:
            messages.success(request, "The recall is closed.")
            return redirect(recall_url(recall))
    status = 422 if form.errors else 200
    context = {"recall": recall, "form": form}
    return render(request, "backoffice/recalls/close.html", context, status=status)
