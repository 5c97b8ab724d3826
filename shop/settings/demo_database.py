"""The demo fills its database with invented people whose passwords are public, so it takes only its own."""

from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

SQLITE = "django.db.backends.sqlite3"
NAME = "demo.sqlite3"


def refuse_foreign_database(database: dict[str, Any], folder: Path) -> None:
    """Raise unless `database` (an entry of DATABASES) is the demo's own file in `folder`."""
    own = (folder / NAME).resolve()
    if database["ENGINE"] == SQLITE and Path(database["NAME"]).resolve() == own:
        return
    raise ImproperlyConfigured(
        f"DATABASE_URL names a database that is not the demo’s. The demo uses {own.name} in its own folder "
        "and nothing else: unset DATABASE_URL for demo commands, or name a real shop’s settings with "
        "DJANGO_SETTINGS_MODULE=shop.settings.production"
    )
