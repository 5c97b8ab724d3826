"""Whether a typed path leads to a page of this shop."""

from django.http import Http404, HttpRequest
from django.urls import Resolver404, resolve
from wagtail.models import Site


def leads_nowhere(path: str) -> bool:
    """Whether neither a view nor a page of the office answers it; `#…` and `?…` don’t matter."""
    path = path.partition("#")[0].partition("?")[0]
    try:
        match = resolve(path)
    except Resolver404:
        return True
    return match.url_name == "wagtail_serve" and not _is_page(path)


def _is_page(path: str) -> bool:
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    try:
        return bool(
            site and site.root_page.specific.route(HttpRequest(), [part for part in path.split("/") if part])
        )
    except Http404:
        return False
