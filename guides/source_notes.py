"""Notes within a text that name a source, as stored: `<a id="5" linktype="source">[Ash, 2019]</a>`. Pure."""

import re

LINK_TYPE = "source"
STORED = re.compile(r"<a\b(?=[^<>]*\blinktype=\"source\")[^<>]*\bid=\"(\d+)\"[^<>]*>")


def source_ids(html: str) -> list[int]:
    """The keys of the sources that a stored text names, in order, each once."""
    return list(dict.fromkeys(int(found[1]) for found in STORED.finditer(html)))


def label(source: str) -> str:
    """“[Ash B (2019)]” for “Ash B (2019) A study”: authors and year are enough in a sentence."""
    name, closed, _ = source.partition(")")
    return f"[{name}{closed}]"
