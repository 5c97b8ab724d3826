"""Links as the owner types them: one a line, its words, a space, its address. Pure."""

from collections.abc import Sequence


def links_of(text: str) -> list[tuple[str, str]]:
    """Words and address of each line, such as “Delivery /delivery/”; an address has no blank."""
    pairs = [line.rpartition(" ") for line in text.splitlines() if line.strip()]
    return [(words.strip(), address) for words, _, address in pairs]


def lines_of(links: Sequence[tuple[str, str]]) -> str:
    """The same the other way round."""
    return "\n".join(f"{words} {address}" for words, address in links)
