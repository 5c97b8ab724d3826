"""The account's part of a subject access request (UK GDPR art. 15) and of an erasure (art. 17)."""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.models import Q, QuerySet
from oscar.apps.analytics.abstract_models import AbstractUserRecord

from shop.accounts.models import User
from shop.catalogue.reviews.models import ProductReview
from shop.catalogue.reviews.writing import erase_author
from shop.customer.account.services import delete_account, works_here
from shop.customer.models import ProductAlert
from shop.london import iso, london
from shop.privacy.personal_data import erases, exports

TABLES = (
    "account.EmailAddress",
    "accounts.User",
    "address.UserAddress",
    "analytics.UserRecord",
    "analytics.UserProductView",
    "analytics.UserSearch",
    "basket.Basket",
    "communication.Email",
    "communication.Notification",
    "customer.ProductAlert",
    "mfa.Authenticator",
    "reviews.ProductReview",
    "reviews.ReviewPhoto",
    "reviews.Vote",
    "usersessions.UserSession",
    "wishlists.WishList",
    "wishlists.WishListSharedEmail",
)
STAFF = "Kept: your account, because you work here. The owner closes it in the office."


def _rows(table: str, *conditions: object, **named: object) -> QuerySet[Any]:
    return apps.get_model(table)._default_manager.filter(*conditions, **named)


@exports(*TABLES)
def account_of(email: str, **_: object) -> dict[str, Any]:
    """The account and its data, with the reviews, alerts and emails of a guest with this address."""
    user = User.objects.filter(email=email).first()
    found = {"account": [_account(user)], **_of_user(user)} if user else {}
    return found | {
        "reviews": [_review(one) for one in _reviews(email)],
        "stock_alerts": [_alert(one) for one in _alerts(email).select_related("product")],
        "old_emails": [f"{london(one.date_sent, '%Y-%m-%d')}: {one.subject}" for one in _old_emails(email)],
    }


def _account(user: User) -> dict[str, Any]:
    return {
        "email": user.email,
        "name": user.get_full_name(),
        "opened": iso(user.date_joined),
        "address confirmed": iso(user.email_confirmed_at) if user.email_confirmed_at else "",
        "last sign-in": iso(user.last_login) if user.last_login else "",
        "password": "stored as a hash, which nobody can read",
    }


def _of_user(user: User) -> dict[str, Any]:
    lists = _rows("wishlists.WishList", owner=user).prefetch_related("lines__product")
    baskets = _rows("basket.Basket", owner=user, order=None).prefetch_related("lines__product")
    return {
        "address_book": [f"{one.summary} {one.phone_number or ''}".strip() for one in user.addresses.all()],
        "wish_list": [str(line.product or line.title) for one in lists for line in one.lines.all()],
        "wish_list_shared_by_link": ["yes" for one in lists if one.visibility == one.SHARED],
        "basket": [f"{line.quantity} × {line.product}" for one in baskets for line in one.lines.all()],
        "shared_wish_lists": [
            one.email for one in _rows("wishlists.WishListSharedEmail", wishlist__owner=user)
        ],
        "votes_on_reviews": [
            f"{london(one.date_created, '%Y-%m-%d')}: {one.delta:+}" for one in user.review_votes.all()
        ],
        "products_seen": [str(one.product) for one in _rows("analytics.UserProductView", user=user)],
        "searches": [one.query for one in _rows("analytics.UserSearch", user=user)],
        "counts": [_counts(one) for one in _rows("analytics.UserRecord", user=user)],
        "second_steps_at_sign_in": [
            f"{one} ({london(one.created_at, '%Y-%m-%d')})" for one in _rows("mfa.Authenticator", user=user)
        ],
        "signed_in_browsers": [
            f"{iso(one.created_at)}, last used {iso(one.last_seen_at)}: {one.ip}, {one.user_agent}"
            for one in _rows("usersessions.UserSession", user=user)
        ],
        "address_for_codes": [one.email for one in _rows("account.EmailAddress", user=user)],
        "notices": [one.subject for one in _rows("communication.Notification", recipient=user)],
    }


def _counts(row: AbstractUserRecord) -> dict[str, Any]:
    return {
        "product views": row.num_product_views,
        "basket additions": row.num_basket_additions,
        "orders": row.num_orders,
        "spent": f"£{row.total_spent}",
    }


def _reviews(email: str) -> QuerySet[Any]:
    found = _rows("reviews.ProductReview", Q(email=email) | Q(user__email=email))
    return found.select_related("product").prefetch_related("photos")


def _review(row: ProductReview) -> dict[str, Any]:
    header = {"on": iso(row.date_created), "product": str(row.product or ""), "stars": row.score}
    words = {"name": row.name, "title": row.title, "text": row.body}
    photos = [settings.SHOP_URL + photo.large.url for photo in row.photos.all()]
    return header | words | {"baby’s age in months": row.baby_months, "photos": photos}


def _alerts(email: str) -> QuerySet[Any]:
    return _rows("customer.ProductAlert", Q(email=email) | Q(user__email=email))


def _alert(row: ProductAlert) -> str:
    return f"{row.product} ({row.get_status_display().lower()}, {london(row.date_created, '%Y-%m-%d')})"


def _old_emails(email: str) -> QuerySet[Any]:
    return _rows("communication.Email", Q(email=email) | Q(user__email=email))


@erases(*TABLES)
def close_account(email: str, **_: object) -> list[str]:
    """Close the account. Staff accounts stay; only their reviews, alerts and old emails are erased.

    Returns a sentence for each thing removed or retained.
    """
    report = []
    if _alerts(email).delete()[0]:
        report.append("Removed: your stock alerts.")
    if erase_author(reviews=_reviews(email)):
        report.append(
            "Removed: your name, address, photos and your baby’s age from your reviews. Their text stays."
        )
    if _old_emails(email).delete()[0]:
        report.append("Removed: copies of old emails.")
    if user := User.objects.filter(email=email).first():
        report.append(_close(user))
    return report


def _close(user: User) -> str:
    if works_here(user):
        return STAFF
    delete_account(user=user)
    return "Removed: your account, with your name, address book, wish list and basket."
