"""Removes WordPress's shortcodes, such as `[gallery ids="1,2"]`, which mean nothing elsewhere. Pure."""

import re

WITH_SETTINGS = r"\[/?([a-z][\w-]*)(?:\s+[\w-]+=[^\]]*)\]"
KNOWN = r"\[/?(caption|gallery|embed|audio|video|playlist|vc_\w+|et_pb_\w+|contact-form-7)[^\]]*\]"
SHORTCODE = re.compile(f"{WITH_SETTINGS}|{KNOWN}", re.IGNORECASE)


def without_shortcodes(html: str) -> tuple[str, list[str]]:
    """The text without them, and the names of those removed. The text between two of them stays."""
    names = [found[1] or found[2] for found in SHORTCODE.finditer(html)]
    return SHORTCODE.sub("", html), sorted({name.lower() for name in names} - {"caption", "embed"})
