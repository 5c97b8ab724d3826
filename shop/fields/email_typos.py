"""Likely slips in the part of an email address after the @. Pure; they are offered, never corrected."""

from difflib import get_close_matches

USUAL = (
    *("gmail.com", "googlemail.com", "icloud.com", "me.com", "proton.me", "protonmail.com", "aol.com"),
    *("hotmail.com", "hotmail.co.uk", "outlook.com", "live.com", "live.co.uk", "msn.com"),
    *("yahoo.com", "yahoo.co.uk", "ymail.com", "btinternet.com", "sky.com", "talktalk.net"),
    *("virginmedia.com", "ntlworld.com", "blueyonder.co.uk", "tiscali.co.uk"),
)
# Other providers that read like one of them.
REAL = {
    "mail.com",
    "email.com",
    "gmx.com",
    "gmx.net",
    "gmx.co.uk",
    "aim.com",
    "outlook.co.uk",
    "aol.co.uk",
    "mac.com",
}
ENDINGS = {
    "co",
    "cm",
    "om",
    "con",
    "cim",
    "cpm",
    "vom",
    "xom",
    "comm",
    "cmo",
    "ocm",
    "co.ik",
    "co.u",
    "couk",
    "cok",
}
NEAR = 0.86  # difflib's ratio: one or two letters of ten


def likely_address(email: str) -> str:
    """`ada@gmail.com` for `ada@gmial.com`; empty where nothing looks like a slip."""
    name, at, domain = email.rpartition("@")
    meant = _likely_domain(domain.lower()) if at else ""
    return f"{name}@{meant}" if meant else ""


def _likely_domain(domain: str) -> str:
    if domain in USUAL or domain in REAL:
        return ""
    provider, _, ending = domain.partition(".")
    same = [usual for usual in USUAL if usual.partition(".")[0] == provider]
    if same and ending not in ENDINGS:
        return ""  # hotmail.fr is as real as hotmail.com
    return next(iter(get_close_matches(domain, same or USUAL, n=1, cutoff=NEAR)), "")
