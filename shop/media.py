"""Media files of the demo; in production the web server or the object store answers for them."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.views.static import serve


def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Asks for the folder at each request: tests have one of their own."""
    return serve(request, path, document_root=str(settings.MEDIA_ROOT))
