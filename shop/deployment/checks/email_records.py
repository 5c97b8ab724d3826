"""Checks that the sender's domain says who may send for it: without it order emails are taken for spam."""

from collections.abc import Iterator
from email.utils import parseaddr

from django.conf import settings

from shop.deployment.findings import Finding, ok, unknown, wrong
from shop.mail import dkim_signing

TIMEOUT = 10


class NoDns(Exception):
    """No name server answered."""


def check() -> Iterator[Finding]:
    """MX, SPF, DMARC and DKIM by DNS."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    try:
        yield _record(domain, "MX", "", "No replies reach you: add the MX records of your email service")
        yield _record(domain, "TXT", "v=spf1", "Add the SPF record that your email service shows")
        yield _record(
            f"_dmarc.{domain}", "TXT", "v=dmarc1", "Begin with “v=DMARC1; p=none; rua=mailto:you@…”"
        )
        yield _dkim()
    except NoDns:
        yield unknown("No name server answers here", "Ask from another machine: dig TXT " + domain)


def _dkim() -> Finding:
    """Without a key of ours, only the email service knows the record's name."""
    try:
        signer = dkim_signing.signer()
    except dkim_signing.BadKey as error:
        return wrong(str(error), "Make one: openssl genrsa -out dkim.pem 2048")
    if signer is None:
        return unknown(
            "DKIM: only your email service knows the record’s name",
            "manage.py doctor --send-test-to ADDRESS, and look for dkim=pass in that email’s headers",
        )
    return _compared(signer)


def _compared(signer: dkim_signing.Signer) -> Finding:
    """Whether DNS has the public half of our key."""
    name = signer.record_name
    published = [_key_in(text) for text in _ask(name, "TXT") if _key_in(text)]
    if not published:
        return wrong(f"{name} has no DKIM record", f"Add a TXT record there: {signer.record}")
    if published != [signer.public_key]:
        return wrong(f"{name} has another key than DKIM_KEY_FILE", f"It must be alone there: {signer.record}")
    return ok(f"{name}: the key of DKIM_KEY_FILE")


def _key_in(record: str) -> str:
    """The public key of a DKIM record; empty if it is none, or was revoked."""
    tags = dict(tag.strip().partition("=")[::2] for tag in record.split(";"))
    return tags.get("p", "").replace(" ", "")


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
    import dns.exception  # 2 MB for a look that somebody takes twice a year
    import dns.resolver

    try:
        # A long text comes in pieces, each in quotation marks.
        return [
            str(record).replace('" "', "").strip('"')
            for record in dns.resolver.resolve(name, kind, lifetime=TIMEOUT)
        ]
    except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
        return []
    except dns.exception.DNSException as error:
        raise NoDns from error
