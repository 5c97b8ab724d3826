"""The HTML and the words of an answer, without the white space that only indents it."""

import re

from bs4 import BeautifulSoup
from django.http import HttpResponse


def html_of(response: HttpResponse) -> str:
    """White space next to tags is gone, all other is a single space."""
    text = re.sub(r"\s+", " ", response.content.decode())
    return re.sub(r" ?(<[^>]+>) ?", r"\1", text)


def words_of(answer: HttpResponse) -> str:
    """The words of a page, with single blanks between them."""
    return " ".join(BeautifulSoup(answer.content, "html.parser").get_text(" ").split())


def main_words_of(answer: HttpResponse) -> str:
    """The words of the page’s main part, without header, menu and footer."""
    main = BeautifulSoup(answer.content, "html.parser").find("main")
    assert main is not None
    return " ".join(main.get_text(" ").split())


def single_spaced(answer: HttpResponse) -> str:
    """The HTML with a single space wherever there is white space."""
    return " ".join(answer.content.decode().split())
