"""An article of another system, as the readers of its exports hand it over. Pure."""

from dataclasses import dataclass, field


class UnreadableExport(ValueError):
    """Why a file can't be imported, as a sentence for the person who uploaded it."""


@dataclass
class Article:
    """A text as HTML, and what its system says about it."""

    title: str
    html: str
    introduction: str = ""
    author: str = ""
    addresses: tuple[str, ...] = ()  # old ones on its site, such as “/2020/05/feet/”
    search_title: str = ""
    search_description: str = ""
    tags: tuple[str, ...] = ()
    cover: str = ""
    cover_alt: str = ""
    site: str = ""  # “https://old.example”: links to it become links within this site
    folder: str = ""  # of its file in a zip; its pictures are named from there
    has_plain_paragraphs: bool = False  # paragraphs are separated by blank lines, as in old WordPress posts
    notes: list[str] = field(default_factory=list)


@dataclass
class Export:
    """All articles of a file, and what was left out of the file as a whole."""

    articles: list[Article]
    notes: list[str] = field(default_factory=list)
