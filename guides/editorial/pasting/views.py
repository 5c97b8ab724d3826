"""The office's pages for pasting a document: into a new draft, into one that is there, and the report."""

from collections.abc import Callable

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from wagtail.admin import messages

from guides.editorial.importing.article import UnreadableExport
from guides.editorial.importing.forms import pages_for
from guides.editorial.models import ImportedArticle
from guides.editorial.pasting.document import Document, read
from guides.editorial.pasting.drafts import (
    add_to_draft,
    describe_pictures,
    make_draft,
    missing_in,
    without_words,
)
from guides.editorial.pasting.forms import NewDraftForm, PasteForm
from guides.editorial.pasting.known_sources import find_source
from guides.models import GuidePage


def paste(request: HttpRequest) -> HttpResponse:
    """`/office/guides-paste/?parent=4`: makes a draft of a pasted document."""
    pages = pages_for(request.user)
    if not pages:
        raise PermissionDenied
    chosen = {"parent": request.GET.get("parent", "")}
    is_sent = request.method == "POST"
    form = NewDraftForm(request.POST, request.FILES) if is_sent else NewDraftForm(initial=chosen)
    form.offer(pages)
    return _answer(
        request,
        form,
        lambda document: make_draft(document, parent=form.cleaned_data["parent"], by=_staff(request)),
    )


def paste_into(request: HttpRequest, page_id: int) -> HttpResponse:
    """`/office/guides-paste/into/<page>/`: adds a pasted document to the end of a guide's draft."""
    guide = _editable(request, page_id)
    form = PasteForm(request.POST, request.FILES) if request.method == "POST" else PasteForm()
    return _answer(
        request,
        form,
        lambda document: add_to_draft(document, guide=guide, by=_staff(request)),
        guide=guide,
    )


def _answer(
    request: HttpRequest,
    form: PasteForm,
    keep: Callable[[Document], ImportedArticle],
    guide: GuidePage | None = None,
) -> HttpResponse:
    if form.is_valid():
        try:
            title = form.cleaned_data["title"]
            made = keep(read(form.pasted, title=title, find_source=find_source))
        except UnreadableExport as error:
            form.add_error("text", str(error))
        else:
            return redirect("desk-pasted", pk=made.pk)
    status = 422 if form.errors else 200
    return render(request, "desk/paste.html", {"form": form, "guide": guide}, status=status)


def report(request: HttpRequest, pk: int) -> HttpResponse:
    """`/office/guides-paste/<id>/`: what was kept and what wasn't, and what the pictures show."""
    article = get_object_or_404(ImportedArticle.objects.select_related("batch"), pk=pk)
    guide = _editable(request, article.page_id)
    if request.method == "POST":
        words = {key[4:]: str(text) for key, text in request.POST.items() if key.startswith("alt-")}
        number = describe_pictures(guide=guide, words=words, by=_staff(request))
        messages.success(request, f"{number} described." if number else "Nothing was typed.")
        return redirect("desk-pasted", pk=pk)
    context = {"article": article, "guide": guide, "pictures": without_words(guide)}
    return render(request, "desk/pasted.html", context | {"missing": missing_in(guide)})


def _editable(request: HttpRequest, page_id: int | None) -> GuidePage:
    guide = get_object_or_404(GuidePage, pk=page_id)
    rights = guide.permissions_for_user(request.user)
    if not rights.can_edit() or rights.page_locked():
        raise PermissionDenied
    return guide


def _staff(request: HttpRequest) -> AbstractBaseUser:
    if not isinstance(request.user, AbstractBaseUser):
        raise PermissionDenied
    return request.user
