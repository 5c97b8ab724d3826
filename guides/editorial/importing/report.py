"""What an import keeps of an article, and what it leaves out or changes, in words. Pure."""

from guides.editorial.importing.body_blocks import BodyBlocks

NAMES = {
    "iframe": ("frame of another site", "frames of other sites"),
    "link": ("link that leads nowhere here", "links that lead nowhere here"),
    "audio": ("sound file", "sound files"),
    "video": ("video file", "video files"),
    "svg": ("drawing", "drawings"),
}


def changes(body: BodyBlocks) -> list[str]:
    """Everything in the article's text that won't look as it did."""
    found = [f"A video or frame of another site left out: {address}" for address in body.videos]
    if dropped := [counted(number, *_names(name)) for name, number in body.inline.dropped.items()]:
        found.append(f"Left out: {', '.join(dropped)}.")
    if body.shortcodes:
        found.append(f"Shortcodes left out: {', '.join(body.shortcodes)}.")
    if number := body.changed["headings"]:
        found.append(f"{counted(number, 'heading has', 'headings have')} another level: guides have two.")
    if number := body.changed["cells"]:
        found.append(f"{counted(number, 'joined cell', 'joined cells')} in tables: please look at the rows.")
    if number := body.changed["cell_links"]:
        found.append(f"{counted(number, 'link', 'links')} in tables left out: cells hold words.")
    if number := body.changed["tables"]:
        found.append(f"{counted(number, 'table', 'tables')} with one column or row became text.")
    if number := sum(kind == "table" and not value["caption"] for kind, value in body.blocks):
        found.append(f"{counted(number, 'table needs', 'tables need')} a caption: say what it shows.")
    return found


def _names(tag: str) -> tuple[str, str]:
    return NAMES.get(tag, (f"element “{tag}”", f"elements “{tag}”"))


def counted(number: int, one: str, more: str) -> str:
    """“1 link”, “1,200 links”."""
    return f"{number:,} {one if number == 1 else more}"
