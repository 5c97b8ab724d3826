"""The wish list: one for each customer. A guest’s is in the session and joins the account at sign-in.

A customer may share theirs by a link. Oscar’s own key has six letters, which can be guessed, so the link
holds it signed; withdrawing the link gives the list another key. A guest’s link holds the products:
nothing is stored of it, so it shows what was on the list, names nobody and can’t be withdrawn.
"""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.sessions.backends.base import SessionBase
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from oscar.core.loading import get_model

from shop.accounts.models import User
from shop.accounts.requests import SignedInRequest
from shop.catalogue.listing.item import ListingItem
from shop.catalogue.listing.snapshot import current_catalogue
from shop.catalogue.models import Product
from shop.mail.compose import link
from shop.web.same_origin import same_origin_post
from shop.web.signed_links import with_private_referrer

WishList = get_model("wishlists", "WishList")
Line = get_model("wishlists", "Line")
MAX_LINES = 100
SESSION_KEY = "wished"
MAX_LINES_OF_A_GUEST = 50
SHARED_LINK = "shop.customer.wish_list"
GUESTS_LINK = "shop.customer.guests_wish_list"


@never_cache
def wish_list(request: HttpRequest) -> HttpResponse:
    """`/account/wishlists/`: oldest first; products no longer on sale are shown by their stored title."""
    if not isinstance(request.user, User):
        rows = _rows_of_guest(request.session)
        mine = {"rows": rows, "shared_url": _guests_url([pk for pk, _, _ in rows if pk])}
        return render(request, "oscar/customer/wishlists/guest.html", mine)
    rows = _rows(wishlist__owner=request.user)
    context: dict[str, object] = {"rows": rows, "tab": "wishes", "shared_url": _shared_url(request.user)}
    return render(request, "oscar/customer/wishlists/list.html", context)


def _rows(**which: object) -> list[tuple[int | None, str, ListingItem | None]]:
    """Product key, title, and the item if it is on sale, of the lines with these values."""
    lines = Line.objects.filter(**which).order_by("pk")
    by_id = current_catalogue().by_id
    return [(line.product_id, line.title, by_id.get(line.product_id)) for line in lines]


def _rows_of_guest(session: SessionBase) -> list[tuple[int | None, str, ListingItem | None]]:
    by_id = current_catalogue().by_id
    return [(pk, by_id[pk].title, by_id[pk]) for pk in session.get(SESSION_KEY, []) if pk in by_id]


def _shared_url(user: User) -> str:
    """The full address of a customer’s shared list, or "" while it isn’t shared."""
    wishes = WishList.objects.filter(owner=user, visibility=WishList.SHARED).first()
    if wishes is None:
        return ""
    return link("customer:wishlists-shared", signing.Signer(salt=SHARED_LINK).sign(wishes.key))


def _guests_url(products: list[int]) -> str:
    """The full address of a page with these products."""
    return link("customer:wishlists-shared", signing.Signer(salt=GUESTS_LINK).sign_object(products))


@same_origin_post
@never_cache
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, product_pk: int) -> HttpResponse:
    """`POST /account/wishlists/add/<product>/`, by customers and guests.

    The button is on cached pages, which have no CSRF token, so the origin of the request is checked.
    """
    product = get_object_or_404(Product.objects.browsable(), pk=product_pk)
    if request.method == "GET":
        return redirect(product.get_absolute_url())
    if isinstance(request.user, User):
        add_to_list(user=request.user, product=product)
    else:
        remember(session=request.session, product=product)
    messages.success(request, f"{product.get_title()} is on your wish list.")
    return redirect("customer:wishlists-list")


@never_cache
@require_POST
def remove(request: HttpRequest, product_pk: int) -> HttpResponse:
    """`POST /account/wishlists/remove/<product>/`"""
    if isinstance(request.user, User):
        Line.objects.filter(wishlist__owner=request.user, product_id=product_pk).delete()
    else:
        wished = request.session.get(SESSION_KEY, [])
        request.session[SESSION_KEY] = [pk for pk in wished if pk != product_pk]
    return redirect("customer:wishlists-list")


@never_cache
@login_required
@require_POST
def share(request: SignedInRequest) -> HttpResponse:
    """`POST /account/wishlists/share/`"""
    set_shared(user=request.user, shared=True)
    return redirect("customer:wishlists-list")


@never_cache
@login_required
@require_POST
def withdraw(request: SignedInRequest) -> HttpResponse:
    """`POST /account/wishlists/withdraw/`: the link stops working, for good."""
    set_shared(user=request.user, shared=False)
    messages.success(request, "The link no longer works. Only you see this list.")
    return redirect("customer:wishlists-list")


@never_cache
@require_GET
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """`/account/wishlists/shared/<token>/`: what is on sale of a shared list, without its owner’s name."""
    items = _items_of_guest(token)
    context = {"items": _items_of_customer(token) if items is None else items}
    return with_private_referrer(render(request, "oscar/customer/wishlists/shared.html", context))


def _items_of_guest(token: str) -> list[ListingItem] | None:
    """What is on sale of the products in a guest’s link; None if it isn’t one."""
    try:
        products: list[int] = signing.Signer(salt=GUESTS_LINK).unsign_object(token)
    except signing.BadSignature:
        return None
    by_id = current_catalogue().by_id
    return [by_id[pk] for pk in products if pk in by_id]


def _items_of_customer(token: str) -> list[ListingItem]:
    try:
        key = signing.Signer(salt=SHARED_LINK).unsign(token)
    except signing.BadSignature as error:
        raise Http404 from error
    wishes = get_object_or_404(WishList, key=key, visibility=WishList.SHARED)
    return [item for _, _, item in _rows(wishlist=wishes) if item]


def set_shared(*, user: User, shared: bool) -> None:
    """Share a customer’s list, or withdraw it: another key then, so that an old link never works again."""
    wishes = WishList.objects.filter(owner=user).first()
    if wishes and (wishes.visibility == WishList.SHARED) != shared:
        wishes.visibility = WishList.SHARED if shared else WishList.PRIVATE
        wishes.key = WishList.random_key()
        wishes.save()


def add_to_list(*, user: User, product: Product) -> None:
    """Add a product to the customer's list once; a full list stays as it is."""
    lines = Line.objects.filter(wishlist__owner=user)
    if lines.count() < MAX_LINES and not lines.filter(product=product).exists():
        wishes = WishList.objects.filter(owner=user).first() or WishList.objects.create(owner=user)
        wishes.lines.create(product=product, title=product.get_title())


def remember(*, session: SessionBase, product: Product) -> None:
    """Store a guest's choice in the session; the oldest make room for the newest."""
    others = [pk for pk in session.get(SESSION_KEY, []) if pk != product.pk]
    session[SESSION_KEY] = [*others, product.pk][-MAX_LINES_OF_A_GUEST:]


def add_remembered(*, user: User, session: SessionBase) -> None:
    """Move the choices of a guest who has just signed in to their list."""
    for product in Product.objects.browsable().filter(pk__in=session.pop(SESSION_KEY, [])):
        add_to_list(user=user, product=product)
