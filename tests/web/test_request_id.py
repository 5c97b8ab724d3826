"""A request's number leads from its answer to its lines in the log."""

import logging

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from shop.web.request_id import AddRequestId, RequestIdMiddleware

log = logging.getLogger("shop.tested")


def _view(request: HttpRequest) -> HttpResponse:
    log.warning("Something")
    return HttpResponse()


def test_a_line_has_the_number_of_its_answer(caplog: pytest.LogCaptureFixture) -> None:
    caplog.handler.addFilter(AddRequestId())
    answer = RequestIdMiddleware(_view)(RequestFactory().get("/"))
    assert caplog.records[0].request_id == answer.headers["X-Request-ID"]  # type: ignore[attr-defined]


def test_a_number_of_the_visitors_is_not_taken() -> None:
    request = RequestFactory(headers={"x-request-id": "forged\nline"}).get("/")
    assert "forged" not in RequestIdMiddleware(_view)(request).headers["X-Request-ID"]


def test_outside_requests_there_is_a_dash() -> None:
    record = logging.LogRecord("shop", logging.WARNING, __file__, 1, "x", (), None)
    assert AddRequestId().filter(record)
    assert record.request_id == "-"  # type: ignore[attr-defined]
