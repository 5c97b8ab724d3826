"""All that stands in a document, as JSON, from an order as it was sold."""

from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from oscar.apps.address.abstract_models import AbstractAddress
from oscar.apps.order.abstract_models import AbstractOrderDiscount

from shop.documents import wording
from shop.documents.rules import CONTRIBUTION, DELIVERY, GOODS, DocumentLine, rate_text
from shop.london import london
from shop.money import to_pence
from shop.order.models import Line, Order
from shop.trader.details import trader
from shop.trader.header import shop_name
from shop.trader.vat import registered_on


def document_lines(order: Order, sold: list[Line]) -> list[DocumentLine]:
    """The order's lines and its delivery, with the VAT that was stored with it."""
    kind = CONTRIBUTION if order.is_contribution else GOODS
    lines = [
        DocumentLine(
            kind,
            line.title,
            rate_text(line.vat_rate),
            net=to_pence(line.line_price_excl_tax),
            vat=to_pence(line.line_price_incl_tax) - to_pence(line.line_price_excl_tax),
            gross=to_pence(line.line_price_incl_tax),
            quantity=line.quantity,
            sku=line.partner_sku,
            unit_net=to_pence(line.unit_price_excl_tax or Decimal(0)),
            discount=to_pence(line.line_price_before_discounts_incl_tax - line.line_price_incl_tax),
        )
        for line in sold
    ]
    return lines if order.is_contribution else [*lines, _delivery(order)]


def _delivery(order: Order) -> DocumentLine:
    gross, net = to_pence(order.shipping_incl_tax), to_pence(order.shipping_excl_tax)
    title = f"Delivery: {order.shipping_method}" if order.shipping_method else "Delivery"
    rate = rate_text(order.delivery_vat_rate)
    return DocumentLine(DELIVERY, title, rate, net=net, vat=gross - net, gross=gross, unit_net=net)


def invoice_snapshot(
    order: Order, sold: list[Line], lines: list[DocumentLine], *, tax_point: date
) -> dict[str, Any]:
    """The whole invoice but its number and dates, which are columns."""
    shows_vat = _shows_vat(order, sold, lines, tax_point)
    return {
        "title": wording.title_of(
            wording.INVOICE, shows_vat=shows_vat, is_contribution=order.is_contribution
        ),
        "shows_vat": shows_vat,
        "is_export": order.is_export,
        "is_contribution": order.is_contribution,
        "shop": shop_name(),
        "trader": asdict(trader()),
        "buyer": buyer_of(order),
        "deliver_to": address_lines(order.shipping_address),
        "order": order.number,
        "placed": london(order.date_placed, "%Y-%m-%d"),
        "lines": [line.stored() for line in lines],
        "discounts": [
            {"name": _name(row), "amount": to_pence(row.amount)}
            for row in order.discounts.all()
            if row.amount
        ],
    }


def _name(discount: AbstractOrderDiscount) -> str:
    return f"Code {discount.voucher_code}" if discount.voucher_code else str(discount.offer_name)


def _shows_vat(order: Order, sold: list[Line], lines: list[DocumentLine], tax_point: date) -> bool:
    untaxed = [line for line in sold if not line.vat_rate]
    return wording.shows_vat(
        registered=registered_on(tax_point),
        has_vat=any(line.vat for line in lines),
        is_export=order.is_export,
        only_zero_rated=all(line.tax_code == "zero" for line in untaxed),
    )


def buyer_of(order: Order) -> list[str]:
    """Name and address of the buyer; an account's own name comes first, as a gift goes to somebody else."""
    address = order.billing_address or order.shipping_address
    lines = address_lines(address)
    name = str(order.user.get_full_name()) if order.user and not order.billing_address else ""
    return [name, *lines[1:]] if name and lines else lines or [name or str(order.email)]


def address_lines(address: AbstractAddress | None) -> list[str]:
    """The lines of an address, the name first."""
    return [str(part) for part in address.active_address_fields()] if address else []
