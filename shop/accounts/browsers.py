"""What a browser calls itself, in words: “Firefox on Windows”."""

UNKNOWN = "Unknown browser"
# By ua-parser's name for them.
PLAIN = {
    "Mobile Safari": "Safari",
    "Mobile Safari UI/WKWebView": "An app",
    "Chrome Mobile": "Chrome",
    "Chrome Mobile iOS": "Chrome",
    "Chrome Mobile WebView": "An app",
    "Edge Mobile": "Edge",
    "Firefox Mobile": "Firefox",
    "Firefox iOS": "Firefox",
    "Opera Mobile": "Opera",
    "Mac OS X": "Mac",
}
DEVICES = ("iPhone", "iPad")  # they say more than the name of their system


def in_words(user_agent: str) -> str:
    """Browser and system as far as they are known."""
    from ua_parser import parse  # imported late: it loads thousands of patterns

    found = parse(user_agent)
    browser = _plain(found.user_agent.family if found.user_agent else "")
    device = found.device.family if found.device else ""
    system = device if device in DEVICES else _plain(found.os.family if found.os else "")
    if not browser:
        return f"{UNKNOWN} on {system}" if system else UNKNOWN
    return f"{browser} on {system}" if system else browser


def _plain(name: str) -> str:
    return "" if name == "Other" else PLAIN.get(name, name)
