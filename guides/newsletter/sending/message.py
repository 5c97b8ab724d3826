"""Turns a newsletter into mail: composed once, with styles inlined, then filled in for each recipient."""

from dataclasses import dataclass
from html import unescape
from re import Match, escape, sub
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from guides.newsletter import tokens
from guides.newsletter.absolute_links import absolute_links, refuse_broken
from guides.newsletter.models import Newsletter, Subscriber
from shop.mail import headers, outbox
from shop.mail.compose import Content, identity, link
from shop.mail.styling import inlined

STYLES = settings.BASE_DIR / "static" / "css" / "newsletter-mail.css"
# Stand for the recipient's own links in the frozen copy.
LEAVE, PREFERENCES = "https://leave.invalid/", "https://preferences.invalid/"


@dataclass(frozen=True)
class IssueMessage:
    """What is the same for every recipient."""

    pk: int
    subject: str
    html: str
    text: str


def context_of(newsletter: Newsletter) -> dict[str, Any]:
    """What the templates need; the recipient's links are stand-ins."""
    return identity() | {
        "newsletter": newsletter,
        "title": newsletter.subject,
        "leave_url": LEAVE,
        "preferences_url": PREFERENCES,
    }


def compose(newsletter: Newsletter, *, counted: bool = True) -> IssueMessage:
    """Render both twins with full links; refuses broken ones (BrokenLinks).

    Mail programs read inline styles only, so the style sheet goes into the tags.
    """
    context = context_of(newsletter)
    html = absolute_links(render_to_string("newsletter/mail/letter.html", context))
    refuse_broken(html)
    text = render_to_string("newsletter/mail/letter.txt", context)
    # On lines of their own, so that pressing.py finds them again in the encoded mail.
    styled = sub(rf' ?(href="(?:{LEAVE}|{PREFERENCES})") ?', r"\n\1\n", inlined(html, STYLES))
    body = _counted(newsletter, styled) if counted else styled
    return IssueMessage(newsletter.pk, newsletter.subject, body, text)


def _counted(newsletter: Newsletter, html: str) -> str:
    """Lead every link but the ways out past a counter: so many clicks, by nobody in particular."""

    def count(match: Match[str]) -> str:
        token = tokens.make(tokens.CLICK, newsletter.pk, unescape(match[1]))
        return f'href="{link("newsletter-click", token)}"'

    own = f"{escape(LEAVE)}|{escape(PREFERENCES)}"
    return sub(rf'href="((?!{own})https?://[^"]+)"', count, html)


def links_of(letter: IssueMessage, subscriber: Subscriber) -> tuple[str, str]:
    """The recipient's own way out, and to their choices."""
    token = tokens.for_leaving(subscriber, letter.pk)
    return link("newsletter-unsubscribe", token), link("newsletter-preferences", token)


def mail_to(letter: IssueMessage, subscriber: Subscriber) -> EmailMultiAlternatives:
    """One recipient's mail, with the headers by which mail programs leave in one click (RFC 8058)."""
    return mail_with(letter, subscriber, *links_of(letter, subscriber))


def mail_with[Mail: EmailMultiAlternatives](
    letter: IssueMessage,
    subscriber: Subscriber,
    leave: str,
    preferences: str,
    kind: type[Mail] = EmailMultiAlternatives,  # type: ignore[assignment]
) -> Mail:
    """The letter with these links in the place of the stand-ins."""
    filled = [_filled(body, leave, preferences) for body in (letter.text, letter.html)]
    mail = kind(letter.subject, filled[0], to=[subscriber.email], headers=_headers(letter, leave, subscriber))
    mail.attach_alternative(filled[1], "text/html")
    return mail


def _filled(body: str, leave: str, preferences: str) -> str:
    return body.replace(LEAVE, leave).replace(PREFERENCES, preferences)


def message_id(newsletter_id: int, subscriber: Subscriber) -> str:
    """One for each recipient and newsletter, by which a mail is found in the mail server's log."""
    return f"<newsletter-{newsletter_id}.{subscriber.key.hex}@{headers.domain()}>"


def _headers(letter: IssueMessage, leave: str, subscriber: Subscriber) -> dict[str, str]:
    domain = settings.TRADER["email"].rpartition("@")[2]
    return (
        headers.AUTOMATIC
        | headers.unsubscribe_headers(leave)
        | {
            "List-Id": f"{settings.SHOP_NAME} <newsletter.{domain}>",
            "Message-ID": headers.ready("Message-ID", message_id(letter.pk, subscriber)),
        }
    )


def send_test(*, newsletter: Newsletter, address: str) -> None:
    """One mail of what would be sent now, to one address; its links lead to nobody's preferences."""
    letter = compose(newsletter, counted=False)
    leave, preferences = links_of(letter, Subscriber(email=address))
    content = Content(
        subject=f"[Test] {letter.subject}",
        text=_filled(letter.text, leave, preferences),
        html=_filled(letter.html, leave, preferences),
        headers=headers.unsubscribe_headers(leave),
    )
    outbox.queue_written("newsletter.test", to=address, content=content)
