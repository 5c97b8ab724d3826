"""The control of the page cache: a Django with no middleware whose one view returns the same bytes."""

import os
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.urls import path, re_path

from bench.settings import *  # noqa: F403

ROOT_URLCONF = "bench.bare"
MIDDLEWARE = []
BODY = Path(os.environ["BENCH_BODY"]).read_bytes()


def page(request: HttpRequest) -> HttpResponse:
    """What a cached page would cost if finding it cost nothing."""
    return HttpResponse(BODY)


urlpatterns = [path("healthz", page), re_path("", page)]
