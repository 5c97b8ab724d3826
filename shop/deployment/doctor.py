"""The list of everything that an owner or administrator can get wrong, in the order of a shop's set-up."""

import logging
from collections.abc import Callable, Iterator, Mapping

from shop.deployment.checks import (
    address,
    backups,
    certificate,
    clock,
    email_records,
    files,
    mail_server,
    payments,
    search,
    services,
    static_settings,
)
from shop.deployment.findings import Finding, unknown

logger = logging.getLogger(__name__)
CHECKS: Mapping[str, Callable[[], Iterator[Finding]]] = {
    "Settings": static_settings.check,
    "Files": files.check,
    "Clock": clock.check,
    "Name on the web": address.check,
    "Certificate": certificate.check,
    "Email domain": email_records.check,
    "Mail server": mail_server.check,
    "Payments": payments.check,
    "Search": search.check,
    "Services": services.check,
    "Backups": backups.check,
}


def examine() -> Iterator[tuple[str, Finding]]:
    """Each check's title with each of its findings. A check that fails itself is a finding, too."""
    for title, check in CHECKS.items():
        try:
            yield from ((title, finding) for finding in check())
        except Exception as error:
            logger.exception("The check of %s failed", title)
            yield title, unknown(f"The check failed: {type(error).__name__}: {error}")
