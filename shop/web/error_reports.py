"""Sends errors to a Sentry server, without personal data."""

from typing import TYPE_CHECKING, cast

import sentry_sdk
from sentry_sdk.integrations.atexit import AtexitIntegration
from sentry_sdk.integrations.dedupe import DedupeIntegration
from sentry_sdk.integrations.django import DjangoIntegration
from sentry_sdk.integrations.excepthook import ExcepthookIntegration
from sentry_sdk.integrations.logging import LoggingIntegration

from shop.web.log_lines import without_personal_data
from shop.web.request_id import current
from shop.web.signed_links import SIGNED

if TYPE_CHECKING:
    from sentry_sdk.transport import Transport
    from sentry_sdk.types import Event, Hint

# What a report may hold; all else (user, request bodies, cookies, headers, variables) stays here.
ALLOWED = (
    "event_id", "timestamp", "platform", "level", "logger", "exception", "transaction", "release",
    "environment", "sdk", "tags", "type",
)  # fmt: skip
FRAME = ("filename", "abs_path", "function", "module", "lineno", "context_line", "in_app")


def start(dsn: str, *, transport: "Transport | None" = None) -> None:
    """Report unhandled errors and log lines at level ERROR; an empty `dsn` does nothing."""
    if not dsn:
        return
    sentry_sdk.init(
        dsn=dsn,
        transport=transport,
        send_default_pii=False,
        include_local_variables=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        traces_sample_rate=0,
        auto_session_tracking=False,
        send_client_reports=False,
        # Few on purpose: others patch threads, subprocesses and HTTP clients, for traces that we don't send.
        default_integrations=False,
        auto_enabling_integrations=False,
        integrations=[
            DjangoIntegration(middleware_spans=False, signals_spans=False),
            LoggingIntegration(),
            ExcepthookIntegration(),
            AtexitIntegration(callback=lambda pending, timeout: None),
            DedupeIntegration(),
        ],
        before_send=scrub,
    )


def scrub(event: "Event", hint: "Hint") -> "Event":
    """Only what names the fault: its type, frames and address pattern, with the request ID of the log."""
    kept = {name: value for name, value in event.items() if name in ALLOWED}
    kept["tags"] = {"request_id": current.get()}
    kept["transaction"] = SIGNED.sub("/…", without_personal_data(str(event.get("transaction") or "")))
    logged = event.get("logentry") or {}
    if logged.get("message"):
        kept["message"] = without_personal_data(str(logged["message"]))  # the template, without its arguments
    for error in (event.get("exception") or {}).get("values") or []:
        error["value"] = ""  # an error's text may quote what a person typed
        stack = error.get("stacktrace") or {}
        stack["frames"] = [{k: v for k, v in f.items() if k in FRAME} for f in stack.get("frames") or []]
    return cast("Event", kept)
