"""What is sent, posted and put on the web for a recall. shop.backoffice.gate asks for the rights."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shop.accounts.requests import SignedInRequest
from shop.accounts.second_factor_again import second_factor_again
from shop.backoffice.posted import posted
from shop.backoffice.recalls.addresses import recall_url
from shop.backoffice.recalls.forms import ContactForm
from shop.backoffice.recalls.people import people_of
from shop.pdf.render import NoRenderer
from shop.recall import telling
from shop.recall.emails import content_of, example
from shop.recall.fates import fates_of
from shop.recall.models import Contact, Recall, RecallNotice
from shop.recall.papers import letters_pdf
from shop.recall.prepare import CannotRecall


@require_safe
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """`<pk>/preview/`: the email in words, as the first buyer gets it."""
    recall = get_object_or_404(Recall, pk=pk)
    notice = recall.notices.select_related("order__user").first() or example(recall)
    context = {"recall": recall, "content": content_of(notice)}
    return render(request, "backoffice/recalls/preview.html", context)


@require_POST
def test(request: SignedInRequest, pk: int) -> HttpResponse:
    """`<pk>/test/`: the email to whoever presses."""
    recall = get_object_or_404(Recall, pk=pk)
    telling.send_test(recall=recall, by=request.user)
    messages.success(request, f"The test is on its way to {request.user.email}.")
    return redirect(recall_url(recall))


@require_POST
def send(request: SignedInRequest, pk: int) -> HttpResponse:
    """`<pk>/send/`: email everybody who wasn't emailed yet, after the second step."""
    recall = get_object_or_404(Recall, pk=pk)
    if proof := second_factor_again(request):
        return proof
    try:
        number = telling.send_notices(recall=recall, by=request.user)
        text = f"{number} on their way." if number else "Everybody with an address was written to before."
        messages.success(request, text)
    except CannotRecall as problem:
        messages.error(request, str(problem))
    return redirect(recall_url(recall))


@require_POST
def publish(request: SignedInRequest, pk: int) -> HttpResponse:
    """`<pk>/publish/`: put the public page on the web, or take it off with `off`."""
    recall = get_object_or_404(Recall, pk=pk)
    try:
        if "off" in request.POST:
            telling.withdraw_page(recall=recall, by=request.user)
            messages.success(request, "The page is off the web.")
        else:
            telling.publish_page(recall=recall, by=request.user)
            messages.success(request, "The page is live, and everybody can read it.")
    except CannotRecall as problem:
        messages.error(request, str(problem))
    return redirect(recall_url(recall))


@require_http_methods(["GET", "POST"])
def contact(request: SignedInRequest, pk: int) -> HttpResponse:
    """`notice/<pk>/`: one buyer: what was sent and said, and a note on the next call or letter."""
    related = ("recall", "order__user", "order__shipping_address__country")
    notice = get_object_or_404(RecallNotice.objects.select_related(*related), pk=pk)
    form = ContactForm(posted(request))
    if request.method == "POST" and form.is_valid():
        kind = Contact(form.cleaned_data["kind"])
        telling.note_contact(notice=notice, kind=kind, note=form.cleaned_data["note"], by=request.user)
        messages.success(request, "It is noted.")
        return redirect(recall_url(notice.recall))
    context = {"notice": notice, "fate": fates_of([notice])[0], "form": form, "recall": notice.recall}
    status = 422 if form.errors else 200
    return render(request, "backoffice/recalls/contact.html", context, status=status)


@require_safe
def letters(request: HttpRequest, pk: int) -> HttpResponse:
    """`<pk>/letters.pdf`: a page for everybody who isn't reached."""
    recall = get_object_or_404(Recall, pk=pk)
    notices = [person.notice for person in people_of(recall) if not person.fate.is_reached]
    if not notices:
        messages.info(request, "Nobody needs a letter.")
        return redirect(recall_url(recall))
    try:
        return pdf_response(letters_pdf(notices), f"{recall.slug}-letters.pdf")
    except NoRenderer as problem:
        messages.error(request, str(problem))
        return redirect(recall_url(recall))


def pdf_response(content: bytes, name: str) -> HttpResponse:
    """A download."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
