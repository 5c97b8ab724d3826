"""Serves the demo's media files with the same headers as the servers in `deploy/`."""

from posixpath import normpath

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.static import serve

from shop.web.uploads import PRIVATE_FOLDERS, make_harmless


def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """`/media/<path>`. Reads MEDIA_ROOT at each request, since tests change it."""
    clean = normpath(f"/{path}").lstrip("/")
    if clean.partition("/")[0] in PRIVATE_FOLDERS:
        raise Http404(path)
    response = serve(request, clean, document_root=str(settings.MEDIA_ROOT))
    make_harmless(response, name=clean, attachment=False)
    return response
