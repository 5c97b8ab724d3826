"""The owner's words in every kind of email: added to the shop's own text, which stays."""

from typing import Any

import pytest
from django.core import mail
from django.utils.html import escape
from time_machine import travel

from shop.mail import outbox
from shop.mail.compose import Content, render, with_own_words
from shop.mail.examples import example
from shop.mail.kinds import Kind, kind_of
from shop.mail.models import MailText, OutboxEmail
from shop.mail.placeholders import filled, problem_of
from shop.mail.variables import examples_for, kinds_with_words, variables_of
from shop.mail.wording import composed
from tests.mail import examples
from tests.support.outbox import send_queued

pytestmark = pytest.mark.django_db
NAMES = [kind.name for kind in kinds_with_words()]
WORDS = "Hello & thank you"


@pytest.fixture(params=NAMES)
def kind(request: Any) -> Kind:
    return kind_of(request.param)


def everything(kind: Kind) -> str:
    """Words that name each variable of a kind."""
    return WORDS + "".join(f", {{{name}}}" for name in variables_of(kind))


def content(kind: Kind, args: dict[str, Any]) -> Content:
    made = composed(kind, args)
    assert made is not None
    return made


def test_each_kind_to_people_that_the_shop_composes_is_there() -> None:
    written = {name for name, make in examples.ARGS.items() if make() == examples.NOTICE}
    assert set(NAMES) == set(examples.ARGS) - written - {"recall.notice"}


@travel("2026-11-29T12:00:00Z", tick=False)  # links are signed with the second
def test_the_words_come_first_and_the_shop_s_own_text_stays(kind: Kind) -> None:
    args = examples.ARGS[kind.name]()
    own = content(kind, args)
    MailText.objects.create(kind=kind.name, subject="About {shop_name}", opening=everything(kind))
    now = content(kind, args)
    assert now.text.startswith(WORDS) and own.text.split() == now.text.split()[-len(own.text.split()) :]
    assert now.html.index(escape(WORDS)) < now.html.index('class="sender"')
    assert "{" not in now.text.partition("\n\n")[0] and now.subject.startswith("About ")
    assert f"<title>{now.subject}</title>" in now.html


def test_empty_fields_leave_the_shop_s_own(kind: Kind) -> None:
    args = examples.ARGS[kind.name]()
    own = content(kind, args).subject
    MailText.objects.create(kind=kind.name, opening=WORDS)
    assert content(kind, args).subject == own


def test_the_preview_has_an_example_of_each_variable(kind: Kind) -> None:
    made = example(kind, MailText(kind=kind.name, subject="{shop_name}", opening=everything(kind)))
    for value in examples_for(kind).values():
        assert value and value in made.text and escape(value) in made.html


def test_the_next_email_has_them_and_an_earlier_one_stays_as_sent() -> None:
    args = examples.an_order()
    for subject in ("", "Thank you, order {order_number}"):
        MailText.objects.update_or_create(kind="order.confirmation", defaults={"subject": subject})
        outbox.queue("order.confirmation", to=examples.TO, args=args)
        send_queued()
    subjects = [sent.subject for sent in mail.outbox]
    assert subjects[1] == "Thank you, order PS-2222-2222" != subjects[0]
    assert list(OutboxEmail.objects.order_by("pk").values_list("subject", flat=True)) == subjects


def test_a_variable_that_is_gone_brings_back_the_shop_s_own() -> None:
    kind, args = kind_of("order.confirmation"), examples.an_order()
    own = content(kind, args)
    MailText.objects.create(kind=kind.name, subject="{gone}", opening=WORDS)
    assert content(kind, args) == own


def test_a_value_in_braces_is_no_placeholder() -> None:
    assert filled("Hello {first_name}", {"first_name": "{shop_name}"}) == "Hello {shop_name}"


def test_a_name_can_t_bring_html_or_a_header() -> None:
    kind = kind_of("order.confirmation")
    text = MailText(kind=kind.name, subject="Hello {first_name}", opening="{first_name}")
    from shop.mail import wording

    words = wording.filled_words(text, {"first_name": "<b>Una</b>\nBcc: all"})
    assert words.subject == "Hello <b>Una</b> Bcc: all"
    with with_own_words(words):
        made = render("mail/example", subject="", context={"label": "x"})
    assert "<b>Una" not in made.html and "&lt;b&gt;Una" in made.html


@pytest.mark.parametrize(
    "words",
    [
        "{nobody}",
        "{first_name.__class__}",
        "{0}",
        "{",
        "{{first_name}}",
        "{first_name!r}",
        "{%x%}",
        "<b>x</b>",
    ],
)
def test_what_isn_t_plain_is_refused(words: str) -> None:
    assert problem_of(words, {"first_name"})


@pytest.mark.parametrize("words", ["", "Hello {first_name}, 50% & more", "One\n\nTwo"])
def test_plain_words_are_fine(words: str) -> None:
    assert problem_of(words, {"first_name"}) == ""
