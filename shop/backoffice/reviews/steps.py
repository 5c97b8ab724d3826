"""What is decided about a review. shop.backoffice.gate asks for the right."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from shop.accounts.requests import SignedInRequest
from shop.backoffice.reviews.forms import RefuseForm, ReplyForm, SeenForm
from shop.backoffice.reviews.listing import NAMESPACE, review_url
from shop.backoffice.reviews.page import found, show
from shop.catalogue.reviews import moderation
from shop.catalogue.reviews.models import ProductReview
from shop.catalogue.reviews.moderation import AlreadyDecided
from shop.london import london


@require_POST
def publish(request: SignedInRequest, pk: int) -> HttpResponse:
    """`publish/`"""
    review, form = found(pk), SeenForm(request.POST)
    if not form.is_valid():
        return show(request, review, publish_form=form)
    try:
        moderation.publish(review=review, by=request.user, seen=form.cleaned_data["seen"])
    except AlreadyDecided as faster:
        return _too_late(request, review, faster)
    except ValidationError as problem:
        form.add_error(None, problem)
        return show(request, review, publish_form=form)
    messages.success(request, f"“{review.title}” is published.")
    return _next(request)


@require_POST
def refuse(request: SignedInRequest, pk: int) -> HttpResponse:
    """`refuse/`: with a reason."""
    review, form = found(pk), RefuseForm(request.POST)
    if not form.is_valid():
        return show(request, review, refuse_form=form)
    try:
        moderation.refuse(review=review, by=request.user, **form.cleaned_data)
    except AlreadyDecided as faster:
        return _too_late(request, review, faster)
    messages.success(request, f"“{review.title}” isn’t published. The reason is in the log.")
    return _next(request)


@require_POST
def reply(request: SignedInRequest, pk: int) -> HttpResponse:
    """`reply/`: the shop's answer below the review."""
    review, form = found(pk), ReplyForm(request.POST)
    if form.is_valid():
        try:
            moderation.reply(review=review, text=form.cleaned_data["reply"], by=request.user)
        except ValidationError as problem:
            form.add_error("reply", problem)
        else:
            messages.success(request, "The reply is saved.")
            return redirect(review_url(review))
    return show(request, review, reply_form=form)


@require_POST
def photo(request: SignedInRequest, pk: int, photo: int) -> HttpResponse:
    """`photo/<pk>/`: show a photo with its review, or delete it."""
    review = found(pk)
    picture = get_object_or_404(review.photos, pk=photo)
    if "remove" in request.POST:
        moderation.remove_photo(photo=picture, by=request.user)
        messages.success(request, "The photo is deleted.")
    else:
        moderation.show_photo(photo=picture, by=request.user)
        messages.success(request, "The photo is shown with the review.")
    return redirect(review_url(review))


def _too_late(request: SignedInRequest, review: ProductReview, faster: AlreadyDecided) -> HttpResponse:
    """“Pat published it at 10:24.”"""
    decision = faster.decision
    if decision is None:
        messages.warning(request, "It was decided meanwhile. Nothing was changed.")
    else:
        who = decision.by.called if decision.by else "The shop"
        what = decision.get_decision_display().lower()
        messages.warning(request, f"{who} {what} it at {london(decision.at, '%H:%M')}. Nothing was changed.")
    return redirect(review_url(review))


def _next(request: SignedInRequest) -> HttpResponse:
    """The next review that waits, the oldest first; the list after the last one."""
    waiting = ProductReview.objects.filter(status=ProductReview.FOR_MODERATION)
    review = waiting.order_by("date_created", "pk").first()
    return redirect(review_url(review) if review else f"{NAMESPACE}:index")
