"""The notice to buyers: a safety message, which goes to everybody whatever they chose about marketing."""

from django.core import signing
from django.http import Http404
from django.urls import reverse

from shop.mail.compose import Content, absolute, link, render
from shop.mail.kinds import register, register_notice
from shop.order.tokens import VIEW, token_for
from shop.recall.models import Recall, RecallNotice

TEN_YEARS = 10 * 365 + 3
ANSWER = "shop.recall.answer"
KIND, TEST = "recall.notice", "recall.test"


def register_kinds() -> None:
    """Called by the app when it is ready."""
    register(KIND, label="Recall", compose=compose, keep_days=TEN_YEARS, recipient=_recipient, is_fixed=True)
    register_notice(TEST, label="Test of a recall’s email")


def _recipient(notice_id: int) -> str:
    notice = RecallNotice.objects.select_related("order__user").get(pk=notice_id)
    return str(notice.order.email)


def compose(notice_id: int) -> Content:
    """The notice to one buyer. It names nothing that could be bought."""
    notice = RecallNotice.objects.select_related("recall", "order__user").get(pk=notice_id)
    return content_of(notice)


def example(recall: Recall) -> RecallNotice:
    """For tests and previews, of an order that doesn't exist; its links lead to the shop."""
    return RecallNotice(recall=recall, is_certain=True, items="1 × …")


def content_of(notice: RecallNotice) -> Content:
    """Subject and texts; a notice that isn't stored is a test or a preview."""
    recall = notice.recall
    is_real = notice.pk is not None
    context = {
        "recall": recall,
        "notice": notice,
        "number": notice.order.number if is_real else "PS-0000-0000",
        "answer_url": link("recall-answer", answer_token(notice)) if is_real else absolute("/"),
        "order_url": link("orders", token_for(notice.order, VIEW)) if is_real else absolute("/"),
        "page_url": absolute(page_path(recall)) if recall.published_at else "",
    }
    subject = f"Important: stop using {recall.title}"
    if recall.is_rehearsal:
        subject = f"Rehearsal: {subject}"
    return render("recall/mail/notice", subject=subject, context=context)


def page_path(recall: Recall) -> str:
    """The path of its public page, live or not."""
    return reverse("recall-page", args=[recall.slug])


def answer_token(notice: RecallNotice) -> str:
    """Lets its holder answer one notice; without an end, because bottles stand in cupboards for years."""
    return signing.Signer(salt=ANSWER).sign_object(notice.pk)


def notice_of(token: str) -> RecallNotice:
    """The notice of a link; Http404 for a forged one."""
    try:
        key = int(signing.Signer(salt=ANSWER).unsign_object(token))
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise Http404 from error
    notice = RecallNotice.objects.select_related("recall", "order").filter(pk=key).first()
    if notice is None:
        raise Http404
    return notice
