"""The CMS pages of imports: upload and check, progress and report, and making the drafts."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from guides.editorial.importing import runs
from guides.editorial.importing.article import UnreadableExport
from guides.editorial.importing.forms import ImportForm, pages_for
from guides.editorial.models import GuideImport

SHOWN = 200  # articles on the page
RECENT = 10


def _jobs(request: HttpRequest) -> QuerySet[GuideImport]:
    """All imports, without their files, for people who may make guides."""
    if not pages_for(request.user):
        raise PermissionDenied
    return GuideImport.objects.defer("content").select_related("parent", "by")


def bring_in(request: HttpRequest) -> HttpResponse:
    """`/office/guides-import/`: uploads a file to check, and lists recent imports."""
    jobs = _jobs(request)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ImportForm(*sent, user=request.user, initial={"parent": request.GET.get("parent", "")})
    if form.is_valid():
        try:
            return _started(request, form)
        except UnreadableExport as error:
            form.add_error("file", str(error))
    status = 422 if form.errors else 200
    return render(request, "desk/import.html", {"form": form, "recent": jobs[:RECENT]}, status=status)


def _started(request: HttpRequest, form: ImportForm) -> HttpResponse:
    file = form.upload
    made = runs.start(
        name=str(file.name),
        content=file.read(),
        parent=form.cleaned_data["parent"],
        by=request.user,
    )
    return redirect("desk-import-run", pk=made.pk)


def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """`/office/guides-import/<id>/`: how far an import is, and the report on each article."""
    job = get_object_or_404(_jobs(request), pk=pk)
    articles = job.articles.select_related("page").order_by("number")[:SHOWN]
    context: dict[str, Any] = {
        "job": job,
        "articles": articles,
        "skipped": job.articles.filter(is_skipped=True).count(),
    }
    return render(request, "desk/imported.html", context)


@require_POST
def make(request: HttpRequest, pk: int) -> HttpResponse:
    """`/office/guides-import/<id>/drafts/`: makes the drafts, or continues a stopped import."""
    job = get_object_or_404(_jobs(request), pk=pk)
    if job.parent is None or not job.parent.permissions_for_user(request.user).can_add_subpage():
        raise PermissionDenied
    if job.state == GuideImport.STOPPED:
        runs.go_on(pk)
        return redirect("desk-import-run", pk=pk)
    try:
        runs.make_drafts(pk)
    except runs.NotChecked as error:
        messages.error(request, str(error))
    return redirect("desk-import-run", pk=pk)
