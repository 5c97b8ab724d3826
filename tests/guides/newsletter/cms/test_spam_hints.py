"""The hints before sending: each rule finds its case, and a plain newsletter has none."""

import pytest

from guides.newsletter.cms.spam_hints import RULES, hints

WORDS = "We made a new oil from sunflowers and wrote down how a calm evening massage begins. " * 4


def of(subject: str = "A calm evening", preheader: str = "And a new oil", body: str = "") -> list[str]:
    html = f'<div class="letter"><p>{WORDS}</p>{body}</div>'
    return [hint.says for hint in hints(subject=subject, preheader=preheader, html=html)]


def test_plain_newsletter_has_no_hint() -> None:
    assert of(body='<a href="https://shop.example/">Read on</a><img src="x" alt="A bottle">') == []


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"subject": "BUY OUR NEW OIL"}, "capitals"),
        ({"subject": "New oil!! Now"}, "exclamation"),
        ({"subject": "Save £££ today"}, "currency"),
        ({"subject": "Re: your order"}, "“Re:”"),
        ({"subject": "A calm evening " * 5}, "75 characters"),
        ({"preheader": " "}, "no preheader"),
        ({"body": "<p>Click here, dear reader.</p>"}, "“click here”"),
        ({"body": '<img src="x" alt="">'}, "without a description: 1"),
        ({"body": '<a href="https://bit.ly/x">Look</a>'}, "bit.ly"),
        ({"body": '<a href="https://other.example/">www.shop.example</a>'}, "leads to other.example"),
    ],
)
def test_rule_finds_its_case(given: dict[str, str], says: str) -> None:
    found = of(**given)
    assert len(found) == 1 and says in found[0]


def test_email_of_pictures_alone_is_named() -> None:
    html = '<div class="letter"><p>Look</p><img src="x" alt="A bottle"></div>'
    found = hints(subject="A calm evening", preheader="Look", html=html)
    assert [hint.says for hint in found] == ["It has pictures and fewer than 40 words."]


@pytest.mark.parametrize("subject", ["SPF 50", "Who is Ben?", "An oil for £9", "Regarding sleep: a guide"])
def test_ordinary_subject_is_no_hint(subject: str) -> None:
    assert of(subject=subject) == []


def test_word_inside_another_is_no_phrase() -> None:
    assert of(body="<p>Prizewinners and urgently are other words.</p>") == []


def test_every_rule_has_a_reason() -> None:
    assert all(because.endswith(".") for _, because in RULES)
