"""`/office/shop-settings/mail-texts/`: the owner's words for each kind of email the shop sends by itself."""

from typing import Final
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from shop.accounts.requests import SignedInRequest
from shop.backoffice.gate import may_open
from shop.backoffice.settings.mail_text_form import MailTextForm
from shop.backoffice.settings.seen_form import save_unless_changed
from shop.mail.examples import example
from shop.mail.kinds import Kind
from shop.mail.models import MailText
from shop.mail.variables import examples_for, kinds_with_words, variables_of
from shop.web.framed_email import framed_email

HERE: Final = "office_settings:mail_texts"
ONE: Final = "office_settings:mail_text"
CHANGE: Final = "office_settings:change_mail_text"


@require_safe
def mail_texts(request: HttpRequest) -> HttpResponse:
    """All kinds, and which of them have words of the owner."""
    own = set(MailText.objects.values_list("kind", flat=True))
    rows = [(kind, kind.name in own) for kind in kinds_with_words()]
    return render(request, "backoffice/settings/mail_texts.html", {"rows": rows})


def _kind(name: str) -> Kind:
    for kind in kinds_with_words():
        if kind.name == name:
            return kind
    raise Http404(name)


def _text(kind: Kind) -> MailText:
    return MailText.objects.filter(kind=kind.name).first() or MailText(kind=kind.name)


@require_safe
def mail_text(request: SignedInRequest, name: str) -> HttpResponse:
    """`<kind>/`: its words, with a preview of them."""
    kind = _kind(name)
    return _show(request, kind, MailTextForm(kind=kind, instance=_text(kind)))


@require_POST
def change(request: SignedInRequest, name: str) -> HttpResponse:
    """`<kind>/change/`: the next email has the new words; with `preview` they are shown, not saved."""
    kind = _kind(name)
    form = MailTextForm(request.POST, kind=kind, instance=_text(kind))
    if not form.is_valid() or "preview" in request.POST:
        return _show(request, kind, form)
    if any(form.cleaned_data[name] for name in form.columns):
        if not save_unless_changed(form, now=MailText.objects.filter(kind=name).first):
            return _show(request, kind, form)
        messages.success(request, f"Saved. The next email “{kind.label}” has these words.")
        return redirect(ONE, name)
    return reset(request, name)


@require_POST
def reset(request: SignedInRequest, name: str) -> HttpResponse:
    """`<kind>/reset/`: back to the shop's own text; the log keeps what stood there."""
    kind = _kind(name)
    if text := MailText.objects.filter(kind=kind.name).first():
        text.delete()
    messages.success(request, f"The email “{kind.label}” has the shop’s own text.")
    return redirect(ONE, name)


def _show(request: SignedInRequest, kind: Kind, form: MailTextForm) -> HttpResponse:
    is_good = not form.errors
    shown = form.instance if is_good else MailText(kind=kind.name)
    words = {"subject": shown.subject, "opening": shown.opening}
    examples = examples_for(kind)
    context = {
        "kind": kind,
        "form": form,
        "variables": [(one, examples[one.name]) for one in variables_of(kind).values()],
        "content": example(kind, shown) if is_good else None,
        "has_subject": bool(shown.subject),
        "frame": f"{reverse('office_settings:mail_text_html', args=[kind.name])}?{urlencode(words)}",
        "has_words": MailText.objects.filter(kind=kind.name).exists(),
        "may_change": may_open(request.user, CHANGE),
    }
    status = 200 if is_good else 422
    return render(request, "backoffice/settings/mail_text.html", context, status=status)


@require_safe
def mail_text_html(request: HttpRequest, name: str) -> HttpResponse:
    """`<kind>/html/`: the preview's HTML alone, for a frame in which nothing runs."""
    kind = _kind(name)
    form = MailTextForm(request.GET, kind=kind, instance=MailText(kind=kind.name))
    return framed_email(example(kind, form.instance).html if form.is_valid() else "")
