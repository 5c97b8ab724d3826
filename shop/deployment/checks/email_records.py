"""The sender's domain says who may send for it. Without it mailboxes treat order emails as spam."""

from collections.abc import Iterator
from email.utils import parseaddr

import dns.exception
import dns.resolver
from django.conf import settings

from shop.deployment.findings import Finding, ok, unknown, wrong

TIMEOUT = 10


class NoDns(Exception):
    """No name server answered."""


def check() -> Iterator[Finding]:
    """MX, SPF and DMARC by DNS. A DKIM record's name is known to the email service only."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    try:
        yield _record(domain, "MX", "", "No replies reach you: add the MX records of your email service")
        yield _record(domain, "TXT", "v=spf1", "Add the SPF record that your email service shows")
        yield _record(
            f"_dmarc.{domain}", "TXT", "v=dmarc1", "Begin with “v=DMARC1; p=none; rua=mailto:you@…”"
        )
    except NoDns:
        yield unknown("No name server answers here", "Ask from another machine: dig TXT " + domain)
    yield unknown(
        "DKIM: only your email service knows the record’s name",
        "manage.py doctor --send-test-to ADDRESS, and look for dkim=pass in that email’s headers",
    )


def _record(name: str, kind: str, start: str, advice: str) -> Finding:
    found = [text for text in _ask(name, kind) if text.lower().startswith(start)]
    called = start.upper().removeprefix("V=").removesuffix("1") or kind
    if not found:
        return wrong(f"{name} has no {called} record", advice)
    if start and len(found) > 1:
        return wrong(
            f"{name} has {len(found)} {called} records, and mailboxes then take none", "Merge them into one"
        )
    return ok(f"{name}: {found[0]}")


def _ask(name: str, kind: str) -> list[str]:
    """The records' texts; raises NoDns, while a missing name is an answer."""
    try:
        return [str(record).strip('"') for record in dns.resolver.resolve(name, kind, lifetime=TIMEOUT)]
    except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
        return []
    except dns.exception.DNSException as error:
        raise NoDns from error
