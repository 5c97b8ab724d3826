"""The settings of this shop: the file that `manage.py make_env` writes, filled in for loopback."""

import os
from collections.abc import Mapping
from pathlib import Path

from dotenv import dotenv_values

from shop.deployment.env_file import write_env

ROOT = Path(__file__).resolve().parents[2]
HOST = "shop.example"
S3_KEYS = {"MEDIA_S3_KEY_ID": "key", "MEDIA_S3_SECRET": "hush"}
FILLED_IN = {
    "DJANGO_SETTINGS_MODULE": "bench.production.settings",
    "READ_DOT_ENV": "false",  # a real shop's file beside manage.py has no place here
    "TRADER_NAME": "Plainsong Oils",
    "TRADER_ADDRESS": "4 Orchard Mill, Stroud, GL5 1AA",
    "TRADER_EMAIL": f"hello@{HOST}",
    "TRADER_PHONE": "01632 960 145",
    "VAT_REGISTERED": "False",
}


def settings(folder: Path, given: Mapping[str, str]) -> dict[str, str]:
    """The environment of every process: secrets made up, `given` addresses, nothing left empty."""
    file = folder / "env"
    write_env(ROOT / "deploy" / "env.example", file, host=HOST)
    written = {name: value or "" for name, value in dotenv_values(file, interpolate=False).items()}
    found = written | FILLED_IN | S3_KEYS | {"BACKUP_TO": str(folder / "backups")} | dict(given)
    empty = [name for name, value in found.items() if not value and name in written]
    if empty:
        raise SystemExit(f"deploy/env.example asks for more than is filled in here: {', '.join(empty)}")
    return {**os.environ, **found}
