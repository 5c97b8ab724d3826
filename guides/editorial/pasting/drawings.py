"""Drawings of Word, which nothing but Word can show, and pictures that stand in their place. Pure."""

import re

from bs4 import BeautifulSoup, Comment

SHAPE = re.compile(r"<v:(?:shape|rect|roundrect|oval|line|group)\s[^>]*?\bid=[\"']?([\w.]+)", re.IGNORECASE)
PICTURE = re.compile(r"<v:imagedata", re.IGNORECASE)


def drop_drawings(soup: BeautifulSoup) -> int:
    """Remove drawings and their stand-ins. Returns how many."""
    drawn: set[str] = set()
    number = 0
    for comment in soup.find_all(string=lambda text: isinstance(text, Comment)):
        shapes = SHAPE.findall(comment)
        if shapes and not PICTURE.search(comment):
            drawn.update(shapes)
            number += 1
    for picture in soup.find_all("img", attrs={"v:shapes": True}):
        if drawn & set(str(picture["v:shapes"]).split()):
            picture.decompose()
    for shape in soup.find_all(re.compile(r"^v:")):
        if not shape.decomposed:
            number += shape.name != "v:shapetype" and not shape.find("v:imagedata")
            shape.decompose()
    return number
