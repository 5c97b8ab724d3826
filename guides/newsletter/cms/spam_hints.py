"""Hints on what spam filters count against an email, each with its reason. They refuse nothing."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from bs4 import BeautifulSoup

SHORTENERS = {"bit.ly", "tinyurl.com", "t.co", "goo.gl", "ow.ly", "is.gd", "buff.ly", "cutt.ly", "rb.gy"}
PHRASES = (
    *(
        "act now",
        "click here",
        "100% free",
        "risk-free",
        "risk free",
        "you have won",
        "winner",
        "no obligation",
    ),
    *("money back", "cheapest", "urgent", "last chance", "limited time", "order now", "while stocks last"),
)
FEW_WORDS = 40
LONGEST_SUBJECT = 60
A_HEADING = 10  # letters, from which capitals are a style and no abbreviation
ADDRESS = re.compile(r"^(?:https?://)?(?:www\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?:/\S*)?$", re.IGNORECASE)


@dataclass(frozen=True)
class Letter:
    """What the rules read; the HTML is the email’s with uncounted links."""

    subject: str
    preheader: str
    html: BeautifulSoup
    words: str

    @property
    def links(self) -> list[tuple[str, str]]:
        """Each link’s text and address."""
        return [(link.get_text(" ", strip=True), str(link.get("href"))) for link in self.html.find_all("a")]


@dataclass(frozen=True)
class SpamHint:
    """What was found, and why it matters."""

    says: str
    because: str


def hints(*, subject: str, preheader: str, html: str) -> list[SpamHint]:
    """All hints on an email, in the order of the rules."""
    soup = BeautifulSoup(html, "html.parser")
    content = soup.find(class_="letter") or soup
    letter = Letter(subject, preheader, soup, content.get_text(" ", strip=True))
    return [SpamHint(says, because) for rule, because in RULES for says in rule(letter)]


def _capitals(letter: Letter) -> Iterator[str]:
    letters = [sign for sign in letter.subject if sign.isalpha()]
    if len(letters) >= A_HEADING and sum(sign.isupper() for sign in letters) * 2 > len(letters):
        yield "The subject is mostly in capitals."


def _exclamations(letter: Letter) -> Iterator[str]:
    if letter.subject.count("!") > 1 or re.search(r"[£$€]{2}|[!?]{2}", letter.subject):
        yield "The subject has several exclamation, question or currency signs."


def _pretended_answer(letter: Letter) -> Iterator[str]:
    if re.match(r"\s*(?:re|fwd?|aw)\s*:", letter.subject, re.IGNORECASE):
        yield f"The subject begins with “{letter.subject.partition(':')[0].strip()}:” as an answer does."


def _long_subject(letter: Letter) -> Iterator[str]:
    if len(letter.subject) > LONGEST_SUBJECT:
        yield f"The subject has {len(letter.subject)} characters; phones show about {LONGEST_SUBJECT}."


def _no_preheader(letter: Letter) -> Iterator[str]:
    if not letter.preheader.strip():
        yield "There is no preheader."


def _phrases(letter: Letter) -> Iterator[str]:
    text = f"{letter.subject} {letter.words}".lower()
    for phrase in PHRASES:
        if re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", text):
            yield f"It says “{phrase}”."


def _pictures_alone(letter: Letter) -> Iterator[str]:
    pictures = letter.html.select(".letter img")
    if pictures and len(letter.words.split()) < FEW_WORDS:
        yield f"It has pictures and fewer than {FEW_WORDS} words."


def _undescribed(letter: Letter) -> Iterator[str]:
    number = sum(not picture.get("alt") for picture in letter.html.select(".letter img"))
    if number:
        yield f"Pictures without a description: {number}."


def _shortened(letter: Letter) -> Iterator[str]:
    for host in dict.fromkeys(_host(url) for _, url in letter.links):
        if host in SHORTENERS:
            yield f"A link goes through {host}."


def _disguised(letter: Letter) -> Iterator[str]:
    for text, url in letter.links:
        shown = ADDRESS.match(text)
        if shown and shown[1].lower() != _host(url):
            yield f"A link shows “{text}” and leads to {_host(url)}."


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


RULES: tuple[tuple[Callable[[Letter], Iterator[str]], str], ...] = (
    (_capitals, "Filters count capitals, because spam shouts."),
    (_exclamations, "Filters count them, and people take such emails for advertising they didn’t ask for."),
    (_pretended_answer, "It pretends that they wrote first, which misleads people and is counted as spam."),
    (_long_subject, "What is cut off isn’t read."),
    (_no_preheader, "Email apps then show the first words of the email beside the subject."),
    (_phrases, "Filters that learn from reported emails know these words."),
    (_pictures_alone, "Filters can’t read pictures, and many people see an email without them at first."),
    (_undescribed, "Nothing stands in their place while pictures are off."),
    (_shortened, "Spammers hide addresses behind such links, so filters block them."),
    (_disguised, "Filters take it for an attempt to steal passwords."),
)
