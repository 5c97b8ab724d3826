"""Environment readers: a wrong or missing value stops the start and names its variable."""

import os
from decimal import Decimal
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from environs import Env

BASE_DIR = Path(__file__).resolve().parents[2]

env = Env()
# The demo and the tests set this to "false": a real shop's `.env` beside them names its database and cache.
if os.environ.get("READ_DOT_ENV") != "false":
    env.read_env(BASE_DIR / ".env", recurse=False)


def require(*names: str) -> None:
    """Raise for variables that are missing or empty, all of them at once."""
    missing = [name for name in names if not os.environ.get(name, "").strip()]
    if missing:
        raise ImproperlyConfigured(
            f"{', '.join(missing)} must have a value. deploy/env.example says what belongs there; "
            "`manage.py make_env` makes a file to fill in."
        )


def pounds(name: str, default: str) -> Decimal:
    """An amount above nothing in whole pennies: 0 or 45.005 would make no rule of delivery."""
    amount = env.decimal(name, Decimal(default))
    if amount < Decimal("0.01") or amount != round(amount, 2):
        raise ImproperlyConfigured(f"{name} must be an amount in pounds such as {default}, not {amount}")
    return round(amount, 2)


def whole_days(name: str, default: int, *, most: int) -> int:
    """A number of days from 0 to `most`."""
    days: int = env.int(name, default)
    if not 0 <= days <= most:
        raise ImproperlyConfigured(f"{name} must be a number of days from 0 to {most}, not {days}")
    return days
