"""Composes a newsletter once, with inlined styles, and fills in the links of each recipient."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape
from re import Match, escape, sub
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.text import slugify

from guides.attribution_links import carrying
from guides.newsletter import tokens
from guides.newsletter.absolute_links import absolute_links, refuse_broken
from guides.newsletter.blocks import shows_products
from guides.newsletter.models import Newsletter, Subscriber
from guides.newsletter.models.sending import SUBJECT_B
from shop.mail import headers, outbox
from shop.mail.compose import Content, identity, link
from shop.mail.sender import sender
from shop.mail.styling import inlined
from shop.trader.details import trader
from shop.trader.header import shop_name

STYLES = settings.BASE_DIR / "static" / "css" / "newsletter-mail.css"
# Placeholders for the recipient's own links in the frozen copy.
LEAVE, PREFERENCES = "https://leave.invalid/", "https://preferences.invalid/"
ON_THE_WEB = "https://web.invalid/"  # for its own page in the archive


@dataclass(frozen=True)
class IssueMessage:
    """A composed newsletter, before the recipient's links are filled in."""

    pk: int
    subject: str
    html: str
    text: str


def context_of(newsletter: Newsletter, subject: str = "") -> dict[str, Any]:
    """The context of the templates, with placeholders for the recipient's links."""
    return identity() | {
        "newsletter": newsletter,
        "title": newsletter.subject_b if subject == SUBJECT_B else newsletter.subject,
        "leave_url": LEAVE,
        "preferences_url": PREFERENCES,
        "web_url": ON_THE_WEB,
        # An automation sends its text for months: a price in it would be an old one.
        "priced_on": None if newsletter.is_automatic else timezone.localdate(),
        "shows_products": shows_products(newsletter.body),
        "source": source_of(newsletter),
    }


def compose(newsletter: Newsletter, *, counted: bool = True, subject: str = "") -> IssueMessage:
    """Render HTML and text with absolute links; raises BrokenLinks.

    Email apps read inline styles only, so the style sheet is inlined. `subject` is SUBJECT_A or SUBJECT_B
    where two are tried: clicks are counted for each.
    """
    context = context_of(newsletter, subject)
    html = absolute_links(render_to_string("newsletter/mail/issue.html", context))
    refuse_broken(html)
    html = _with_own_page(html, newsletter)
    html = carrying(html, source=source_of(newsletter)) if counted else html
    text = _with_own_page(render_to_string("newsletter/mail/issue.txt", context), newsletter)
    # On separate lines, so that mime_template.py finds them in the encoded email.
    styled = sub(rf' ?(href="(?:{LEAVE}|{PREFERENCES})") ?', r"\n\1\n", inlined(html, STYLES))
    body = _counted(newsletter, styled, subject) if counted else styled
    return IssueMessage(newsletter.pk, str(context["title"]), body, text)


def source_of(newsletter: Newsletter) -> str:
    """The name by which orders are attributed to it."""
    return f"letter-{newsletter.pk or 0}"


def _with_own_page(body: str, newsletter: Newsletter) -> str:
    """Its page in the archive opens once it is sent, so its link is put in after the links were checked."""
    return body.replace(ON_THE_WEB, link("newsletter-archived", newsletter.pk or 0))


def _counted(newsletter: Newsletter, html: str, subject: str) -> str:
    """Route every link but the recipient's own through an anonymous click counter."""

    def count(match: Match[str]) -> str:
        given = [newsletter.pk, unescape(match[1]), *([subject] if subject else [])]
        token = tokens.make(tokens.CLICK, *given)
        return f'href="{link("newsletter-click", token)}"'

    own = f"{escape(LEAVE)}|{escape(PREFERENCES)}"
    return sub(rf'href="((?!{own})https?://[^"]+)"', count, html)


def links_of(issue: IssueMessage, subscriber: Subscriber) -> tuple[str, str]:
    """The recipient's unsubscribe and preferences links."""
    token = tokens.for_unsubscribing(subscriber, issue.pk)
    return link("newsletter-unsubscribe", token), link("newsletter-preferences", token)


def email_to(issue: IssueMessage, subscriber: Subscriber) -> EmailMultiAlternatives:
    """The email of one recipient, with the headers for one-click unsubscribing (RFC 8058)."""
    return email_with(issue, subscriber, *links_of(issue, subscriber))


def email_with[Email: EmailMultiAlternatives](
    issue: IssueMessage,
    subscriber: Subscriber,
    leave: str,
    preferences: str,
    kind: type[Email] = EmailMultiAlternatives,  # type: ignore[assignment]
) -> Email:
    """The email with these links in place of the placeholders."""
    filled = [_filled(body, leave, preferences) for body in (issue.text, issue.html)]
    head = _headers(issue, leave, subscriber)
    email = kind(issue.subject, filled[0], sender(), to=[subscriber.email], headers=head)
    email.attach_alternative(filled[1], "text/html")
    return email


def _filled(body: str, leave: str, preferences: str) -> str:
    return body.replace(LEAVE, leave).replace(PREFERENCES, preferences)


def message_id(newsletter_id: int, subscriber: Subscriber) -> str:
    """Unique for recipient and newsletter, so that an email can be found in the mail server's log."""
    return f"<newsletter-{newsletter_id}.{subscriber.key.hex}@{headers.domain()}>"


def _headers(issue: IssueMessage, leave: str, subscriber: Subscriber) -> dict[str, str]:
    domain = trader().email.rpartition("@")[2]
    return (
        headers.AUTOMATIC
        | headers.unsubscribe_headers(leave)
        | {
            # Google counts complaints by the first part, for the sender named by the last.
            "Feedback-ID": f"letter-{issue.pk}:newsletter:{slugify(shop_name())[:15]}",
            "List-Id": f"{shop_name()} <newsletter.{domain}>",
            "Message-ID": headers.ready("Message-ID", message_id(issue.pk, subscriber)),
        }
    )


def example_of(issue: IssueMessage) -> Content:
    """What one recipient gets; its unsubscribe links belong to no subscriber."""
    leave, preferences = links_of(issue, Subscriber())
    text, html = (_filled(body, leave, preferences) for body in (issue.text, issue.html))
    return Content(subject=issue.subject, text=text, html=html)


def send_test(*, newsletter: Newsletter, addresses: Iterable[str]) -> None:
    """Send a test to each of these addresses, with either subject where two are tried."""
    issues = [compose(newsletter, counted=False)]
    if newsletter.subject_b:
        issues.append(compose(newsletter, counted=False, subject=SUBJECT_B))
    for address in addresses:
        for issue in issues:
            _queue_test(issue, address)


def _queue_test(issue: IssueMessage, address: str) -> None:
    leave, preferences = links_of(issue, Subscriber(email=address))
    content = Content(
        subject=f"[Test] {issue.subject}",
        text=_filled(issue.text, leave, preferences),
        html=_filled(issue.html, leave, preferences),
        headers=headers.unsubscribe_headers(leave),
    )
    outbox.queue_written("newsletter.test", to=address, content=content)
