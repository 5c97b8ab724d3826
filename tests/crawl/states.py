"""Pages that no link leads to: baskets, checkout, orders, mails' links, refusals and errors."""

import re
from typing import Any

from django.core import mail
from django.test import Client, RequestFactory
from django.urls import reverse
from django.views.defaults import server_error

from guides.newsletter.models import Subscriber
from guides.newsletter.tokens import for_unsubscribing
from shop.catalogue.models import Product
from shop.demo.users import PASSWORD
from shop.order.models import Line as OrderLine
from shop.order.terms import current_terms
from shop.partner.models import StockRecord
from shop.web.error_views import bad_request
from tests.crawl.documents import Document
from tests.support.crawler import HOST
from tests.support.factories import ADDRESS

WILMA = "wilma@example.com"
TYPED = {"email": WILMA, **ADDRESS}


class Visitor:
    """A browser that stores each response under the name of its state."""

    def __init__(self) -> None:
        self.client = Client(headers={"host": HOST}, raise_request_exception=False)
        self.documents: list[Document] = []

    def looks(self, state: str, url: str, **sent: Any) -> str:
        """GET, or POST where something is sent; returns the page it ends on."""
        ask = self.client.post if sent else self.client.get
        answer: Any = ask(url, sent, follow=True) if sent else ask(url, follow=True)
        kind = answer.headers.get("Content-Type", "")
        self.documents.append(Document(state, url, answer.status_code, kind, answer.content))
        return str(answer.content.decode())

    def signs_in(self, email: str) -> None:
        self.looks(f"{email} signs in", "/account/login/", username=email, password=PASSWORD)

    def fills_basket(self) -> None:
        for slug in ("everyday-massage-oil", "pure-sunflower-oil"):
            self.looks(f"added {slug}", reverse("basket:add", args=[_buyable(slug).pk]), quantity="1")


def every_state() -> tuple[list[Document], Client]:
    """All of them, each chapter from a browser of its own; the last is Ada's, which goes on with it."""
    found = []
    for chapter in (shelf, basket, checkout, joining, newsletter, errors, account):
        visitor = Visitor()
        chapter(visitor)
        found += visitor.documents
    return found, visitor.client


def shelf(visitor: Visitor) -> None:
    for state, url in {
        "search with hits": "/search/?q=oil",
        "search with a slip": "/search/?q=jojba",
        "search without hits": "/search/?q=zebra",
        "no product fits": "/shop/?size=travel&price=over-30",
        "one review": f"/shop/{_reviewed().slug}/reviews/{_reviewed().reviews.filter(status=1)[0].pk}/",
        "terms of that time": f"/terms/{current_terms().version}/",
        "mailbox": "/demo/mailbox/",
    }.items():
        visitor.looks(state, url)
    oil = _buyable("organic-jojoba-oil")
    StockRecord.objects.filter(product=oil).update(num_in_stock=0)
    visitor.looks("sold out", "/shop/organic-jojoba-oil/")
    visitor.looks("sold out, asked for", f"/basket/add/{oil.pk}/", quantity="1")
    visitor.looks("waits for it, error", f"/account/alerts/create/{oil.pk}/", email="nobody")
    visitor.looks("waits for it", f"/account/alerts/create/{oil.pk}/", email=WILMA)
    visitor.looks("confirms the wait", _mailed("/account/alerts/confirm/"))
    visitor.looks("no order found", "/orders/", number="PS-0", email="nobody")
    visitor.looks("order asked for", "/orders/", number="PS-0", email=WILMA)


def basket(visitor: Visitor) -> None:
    visitor.looks("basket, empty", "/basket/")
    visitor.fills_basket()
    visitor.looks("basket, filled", "/basket/")
    visitor.looks("code refused", "/basket/vouchers/add/", code="NONSENSE")
    visitor.looks("code taken", "/basket/vouchers/add/", code="WELCOME10")
    line = re.findall(r"/basket/lines/(\d+)/", visitor.looks("basket, with a code", "/basket/"))[0]
    visitor.looks("quantity refused", f"/basket/lines/{line}/", quantity="many")
    visitor.looks("taken out", f"/basket/lines/{line}/", remove="1")
    stock = StockRecord.objects.filter(product=_buyable("pure-sunflower-oil"))
    stock.update(num_in_stock=0)
    visitor.looks("sold out in the basket", "/basket/")
    stock.update(num_in_stock=9)


def checkout(visitor: Visitor) -> None:
    visitor.fills_basket()
    visitor.looks("details", "/checkout/")
    visitor.looks("details, errors", "/checkout/", email="nobody", postcode="SW")
    visitor.looks("delivery, errors", "/checkout/delivery/", method="none")
    placed = _places(visitor)
    visitor.looks("pay page", placed["pay_url"])
    _answers(visitor, placed, "declined")
    visitor.looks("pay page, declined", placed["return_url"])
    intent = placed["client_secret"].split("_secret")[0]
    query = {"client_secret": placed["client_secret"], "return_url": placed["return_url"]}
    visitor.looks("bank", reverse("simulated-bank", args=[intent], query=query))
    _answers(visitor, placed, "approve")
    thanks = visitor.looks("thank you", placed["return_url"])
    order = re.findall(r'href="(/orders/[^"]+)"', thanks)[0]
    visitor.looks("order", order)
    visitor.looks("cancelling", f"{order}cancel/")
    line = OrderLine.objects.latest("pk").pk
    visitor.looks("cancelled", f"{order}cancel/", items=str(line), reason="No need.")


def joining(visitor: Visitor) -> None:
    visitor.looks("sign in, refused", "/account/login/", username="ada@example.com", password="wrong")
    visitor.looks("account opened", "/account/register/", email=WILMA, password="short")
    visitor.looks("account opened", "/account/register/", email=WILMA, password="three plain words")
    visitor.looks("account's link", _mailed("/account/confirm/"))
    visitor.looks("account's link, forged", "/account/confirm/x/")
    visitor.looks("password forgotten", "/password-reset/", email="ada@example.com")
    visitor.looks("new password", _mailed("/password-reset/confirm/"))


def account(visitor: Visitor) -> None:
    """Ada's: she has bought before, and her basket is full."""
    visitor.fills_basket()
    visitor.signs_in("ada@example.com")
    placed = _places(visitor)
    _answers(visitor, placed, "approve")
    visitor.looks("thank you, Ada", placed["return_url"])
    visitor.fills_basket()
    visitor.looks("basket, signed in", "/basket/")
    visitor.looks("address added", "/account/addresses/add/", **ADDRESS)
    visitor.looks("wish added", f"/account/wishlists/add/{_product('travel-trio').pk}/", sent="1")
    pages = "", "profile/", "email/", "password/", "delete/", "orders/", "addresses/", "alerts/", "wishlists/"
    for page in (*pages, "addresses/add/"):
        visitor.looks(f"account {page}", f"/account/{page}")
    visitor.looks("password, errors", "/account/password/", old_password="x", new_password1="x")
    visitor.looks("order, signed in", f"/account/orders/{OrderLine.objects.latest('pk').order.number}/")
    visitor.looks("checkout, signed in", "/checkout/")
    visitor.looks("signing out", "/account/logout/")


def newsletter(visitor: Visitor) -> None:
    visitor.looks("sign-up, error", "/newsletter/", email="nobody")
    visitor.looks("sign-up", "/newsletter/", email=WILMA, source="page", news="on", guide="ten-steps")
    visitor.looks("confirming", _mailed("/newsletter/confirm/"))
    visitor.looks("confirmed", _mailed("/newsletter/confirm/"), press="1")
    token = for_unsubscribing(Subscriber.objects.get(email=WILMA))
    visitor.looks("guide", _mailed("/newsletter/guide/").removesuffix("guide.pdf"))
    visitor.looks("preferences", f"/newsletter/preferences/{token}/")
    visitor.looks("preferences, saved", f"/newsletter/preferences/{token}/", wanted="news")
    visitor.looks("leaving", f"/newsletter/unsubscribe/{token}/")
    visitor.looks("left", f"/newsletter/unsubscribe/{token}/", press="1")
    visitor.looks("bad link", "/newsletter/confirm/x/")
    visitor.looks("data asked for", "/newsletter/your-data/", email="ben@example.com")
    data = _mailed("/newsletter/your-data/")
    visitor.looks("data", data)
    visitor.looks("data erased", data, press="1")


def errors(visitor: Visitor) -> None:
    visitor.looks("404", "/nowhere/")
    visitor.looks("404 of an order", "/orders/x/")
    visitor.looks("404 of a product", "/shop/no-such-oil/")
    strict = Client(headers={"host": HOST}, enforce_csrf_checks=True)
    request = RequestFactory().get("/checkout/")
    answers = [strict.post("/checkout/", TYPED), bad_request(request, Exception()), server_error(request)]
    for answer in answers:
        document = Document("an error", "/checkout/", answer.status_code, "text/html", answer.content)
        visitor.documents.append(document)


def _places(visitor: Visitor) -> dict[str, str]:
    """From the details to an order; what its payment needs."""
    visitor.looks("delivery", "/checkout/", **TYPED)
    page = visitor.looks("payment", "/checkout/delivery/", method="standard")
    token = re.findall(r'name="fingerprint" value="([^"]+)"', page)[0]
    placed: dict[str, str] = visitor.client.post("/checkout/place/", {"fingerprint": token}).json()
    return placed


def _answers(visitor: Visitor, placed: dict[str, str], outcome: str) -> None:
    """What the simulated Stripe.js sends in the browser."""
    secret = placed["client_secret"]
    url = reverse("simulated-confirm", args=[secret.split("_secret")[0]])
    visitor.client.post(url, {"client_secret": secret, "outcome": outcome})


def _mailed(path: str) -> str:
    """The newest such address in any email."""
    for message in reversed(mail.outbox):
        if found := re.search(rf"({path}[^\s\"]+)", str(message.body)):
            return found[1]
    raise AssertionError(f"No mail holds {path}")


def _product(slug: str) -> Product:
    return Product.objects.get(slug=slug, parent=None)


def _buyable(slug: str) -> Product:
    product = _product(slug)
    return product.children.filter(stockrecords__num_in_stock__gt=0).first() or product


def _reviewed() -> Product:
    return Product.objects.filter(reviews__status=1).first()
