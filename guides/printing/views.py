"""Makes a PDF of a guide: a file of the library that the sign-up below the guide hands over."""

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from wagtail.admin import messages
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument

from guides.claims.content.authors import CmsUser
from guides.models import GuidePage
from guides.printing.render import render as render_pdf
from shop.pdf.render import PdfError


def make(request: HttpRequest, page_id: int) -> HttpResponse:
    """`/office/guide-pdf/<page>/`: says what it does; a POST does it."""
    page = get_object_or_404(GuidePage, pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    if request.method != "POST":
        return render(request, "desk/guide_pdf.html", {"page": page})
    try:
        document = make_printable(page=page, by=request.user)
    except PdfError as error:
        messages.error(request, f"There is no PDF: {error}")
    else:
        button = messages.button(document.url, "Look at it", new_window=True)
        messages.success(request, f"“{document}” is in the draft as its printable.", buttons=[button])
    return redirect("wagtailadmin_pages:edit", page.pk)


def make_printable(*, page: GuidePage, by: CmsUser) -> AbstractDocument:
    """Store the newest draft as a PDF under Files and as the draft's printable. Raises PdfError."""
    draft = page.get_latest_revision_as_object()
    content = ContentFile(render_pdf(draft), name=f"{draft.slug}.pdf")
    with transaction.atomic():
        title = f"{draft.title} (PDF)"
        document: AbstractDocument = get_document_model().objects.create(
            title=title, file=content, uploaded_by_user=by
        )
        draft.printable = document
        draft.save_revision(user=by, log_action=True, clean=False)
    return document
