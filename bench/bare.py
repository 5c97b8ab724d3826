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
    """The cost of a response without any cache lookup."""
    return HttpResponse(BODY)


urlpatterns = [path("healthz", page), re_path("", page)]
