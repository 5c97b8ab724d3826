"""Serves uploads where no web server does: the demo's folder, and the bucket of MEDIA_STORAGE."""

from http import HTTPStatus
from mimetypes import guess_type
from posixpath import normpath

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.views.static import serve

from shop.fields.file_store import StoreAway
from shop.web.uploads import PRIVATE_FOLDERS, make_harmless

SOON = "30"  # seconds
DAYS_30 = "public, max-age=2592000"


def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """`/media/<path>`, with the same headers as the servers in `deploy/`."""
    clean = normpath(f"/{path}").lstrip("/")
    if clean.partition("/")[0] in PRIVATE_FOLDERS:
        raise Http404(path)
    response = _from_bucket(clean) if settings.MEDIA_STORAGE else _from_folder(request, clean)
    make_harmless(response, name=clean, attachment=False)
    return response


def _from_folder(request: HttpRequest, name: str) -> HttpResponseBase:
    """Reads MEDIA_ROOT at each request, since tests change it."""
    return serve(request, name, document_root=str(settings.MEDIA_ROOT))


def _from_bucket(name: str) -> HttpResponseBase:
    try:
        file = default_storage.open(name)
    except FileNotFoundError:
        raise Http404(name) from None
    except StoreAway:
        headers = {"Retry-After": SOON, "Cache-Control": "no-store"}
        return HttpResponse(
            "The file store is away.", "text/plain", HTTPStatus.SERVICE_UNAVAILABLE, headers=headers
        )
    response = FileResponse(file, content_type=guess_type(name)[0] or "application/octet-stream")
    response["Cache-Control"] = DAYS_30
    return response
