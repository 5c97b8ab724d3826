"""Log lines as text or JSON, without personal data."""

import json
import logging
import re
from datetime import UTC, datetime

from django.db import Error

# It begins where a word begins and never steps back: strangers choose how long the addresses in a line are.
EMAIL = re.compile(r"(?<![^\s@<>'\"(),;:=])[^\s@<>'\"(),;:=]++@[^\s@<>'\"(),;:=]++")
# PostgreSQL quotes the values of the refused row from its second line on.
DETAIL = re.compile(r"\n(?:DETAIL|CONTEXT|LINE \d+|HINT):?.*(?:\n(?! ).*)?", re.IGNORECASE)


def without_personal_data(text: str) -> str:
    """The text with each email address replaced, since other people's errors may quote one."""
    return EMAIL.sub("…@…", text)


class TextFormatter(logging.Formatter):
    """One line of text, then the traceback if there is one."""

    def format(self, record: logging.LogRecord) -> str:
        return without_personal_data(super().format(record))

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:
        """ISO 8601 in UTC, so that lines of several machines and of the summer's last hour can be sorted."""
        return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")

    def formatException(self, ei: object) -> str:
        """The traceback; a database's error without the values of the row."""
        text = super().formatException(ei)  # type: ignore[arg-type]
        is_databases = isinstance(ei, tuple) and isinstance(ei[1], Error)
        return DETAIL.sub("", text) if is_databases else text


class JsonFormatter(TextFormatter):
    """One JSON object a line: `time` (UTC), `level`, `logger`, `request_id`, `message`, `exception`."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": self.formatTime(record),
            "level": record.levelname,
            "logger": record.name,
            "request_id": getattr(record, "request_id", "-"),
            "message": without_personal_data(record.getMessage()),
        }
        if record.exc_info:
            line["exception"] = without_personal_data(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False)
