"""Where log lines go, and in which form."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured

FORMATS = {"text": "shop.web.log_lines.TextFormatter", "json": "shop.web.log_lines.JsonFormatter"}
LINE = "%(asctime)s %(levelname)s %(name)s [%(request_id)s] %(message)s"


def logging_to_console(form: str) -> dict[str, Any]:
    """Django's LOGGING for LOG_FORMAT `text` or `json`: warnings, errors and sign-ins on standard error."""
    if form not in FORMATS:
        raise ImproperlyConfigured(f"LOG_FORMAT must be text or json, not {form!r}")
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {
            "hide_signed_links": {"()": "shop.web.signed_links.HideSignedLinks"},
            "request_id": {"()": "shop.web.request_id.AddRequestId"},
        },
        "formatters": {"line": {"()": FORMATS[form], "fmt": LINE}},
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "filters": ["hide_signed_links", "request_id"],
                "formatter": "line",
            }
        },
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {"security": {"level": "INFO"}},  # sign-ins, too, not only refused ones
    }
