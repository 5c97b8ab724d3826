"""Writes a `.env` from `deploy/env.example`: secrets made up, everything else to be filled in."""

import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from secrets import token_urlsafe

from django.core.exceptions import ValidationError
from django.core.validators import validate_domain_name
from pyrage import x25519

OWNER_ONLY = 0o600
SECRETS: Mapping[str, Callable[[], str]] = {
    "SECRET_KEY": lambda: token_urlsafe(50),
    "ADDRESS_HASH_KEY": lambda: token_urlsafe(50),
    "BACKUP_KEY": lambda: str(x25519.Identity.generate()),
}


class NoHostName(ValueError):
    """What was given as the shop's name on the web is no host name."""


def write_env(example: Path, target: Path, *, host: str = "") -> None:
    """Write `target`, readable by its owner only. Raises FileExistsError rather than replace one."""
    text = with_values(example.read_text(encoding="utf-8"), made_values(host))
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)


def made_values(host: str) -> dict[str, str]:
    """The values that need nobody's decision, and those that follow from the shop's host name."""
    values = {name: make() for name, make in SECRETS.items()}
    if host:
        values |= {"ALLOWED_HOSTS": checked(host), "SHOP_URL": f"https://{host}"}
    return values


def checked(host: str) -> str:
    """The host name; raises for an address such as https://shop.example/."""
    try:
        validate_domain_name(host)
    except ValidationError as error:
        shown = "Give the shop’s name as browsers show it, such as shop.example"
        raise NoHostName(f"{shown}, not {host!r}") from error
    return host


def with_values(text: str, values: Mapping[str, str]) -> str:
    """The lines `NAME=` of `text` with values; every other line stays as it is."""
    return re.sub(
        r"^([A-Z_]+)=$", lambda line: f"{line[1]}={values.get(line[1], '')}", text, flags=re.MULTILINE
    )


def still_empty(text: str) -> list[str]:
    """The names that an administrator has to fill in."""
    return re.findall(r"^([A-Z_]+)=$", text, re.MULTILINE)
