"""What a migrated template was made from."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

import django
from django.apps import apps
from django.db.migrations.loader import MigrationLoader


def migration_files() -> dict[str, str]:
    """The digest of each migration of all apps, of the data they load, and of the roles set after them."""
    found = {"django": hashlib.sha256(django.__version__.encode()).hexdigest()}
    for config in sorted(apps.get_app_configs(), key=lambda app: app.label):
        module, _ = MigrationLoader.migrations_module(config.label)
        if module is None:
            continue
        folder = Path(str(config.path)) / "migrations"
        if module != f"{config.name}.migrations":
            folder = Path(__import__(module, fromlist=["x"]).__path__[0])
        loaded = (Path(str(config.path)) / "data").glob("*.csv")
        roles = Path(str(config.path)).glob("roles.py")
        for file in sorted([*folder.glob("*.py"), *loaded, *roles]):
            found[f"{config.label}/{file.name}"] = hashlib.sha256(file.read_bytes()).hexdigest()
    return found


def fingerprint(files: Mapping[str, str]) -> str:
    """One digest for all of them. A change requires a new template."""
    return hashlib.sha256(json.dumps(files, sort_keys=True).encode()).hexdigest()[:12]
