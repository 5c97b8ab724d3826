"""The HTML of an answer without the white space that only indents it."""

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
