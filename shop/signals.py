"""Every signal that one room sends and another receives.

- `set_up_shop`: sent by `manage.py setup_shop`; arguments: none; answered by the guides' first pages;
  each returns what it made, in words.
- `marketing_choice_made`: sent by checkout, after the commit; arguments: `order`, `refused` (the box at
  the checkout); answered by newsletter.
- `order_paid`: sent by order, after the commit; arguments: `order`; answered by order counters,
  newsletter.
- `order_settled`: sent by order, in the transaction that makes it paid for the first time; arguments:
  `order`; answered by documents: the invoice.
- `money_went_back`: sent by payment, in the transaction that notes a refund that was accepted or fell
  through, or money paid back by hand; arguments: `order`; answered by documents: credit notes.
- `ask_subscribed`: sent by customer; arguments: `email`; answered by newsletter: whether marketing
  emails go there.
- `ask_marketing_allowed`: sent by aftercare; arguments: `email`; answered by newsletter: whether offers may
  be emailed there today, by consent or by the soft opt-in.
- `ask_had_enough`: sent by aftercare; arguments: `email`; answered by newsletter: whether the person has had
  the most marketing emails of a week.
- `list_marketing_allowed`: sent by the office; arguments: none; answered by newsletter: a queryset of the
  addresses to which offers may be emailed today.
- `list_paid_orders`: sent by newsletter; arguments: none; answered by order: a queryset of the orders that
  were paid, cancelled ones left out, each with the address of its `buyer`; its lines name the products.
- `collect_consents`: sent by the office; arguments: `email`; answered by newsletter: a list of
  `{"at", "did", "words"}` from the consent record, the newest first.
- `end_marketing`: sent by customer, inside its transaction, and by aftercare; arguments: `email`, and for the
  consent record `source` and `page`; answered by newsletter.
- `collect_personal_data`: sent by privacy, for a person or for staff; arguments: `email`; answered by every
  room: what it stores, as plain values.
- `erase_personal_data`: sent by privacy, inside its transaction; arguments: `email`;
  answered by every room: sentences on what it removed and what stays, and why.
- `account_closed`: sent by accounts, in the transaction that deletes the row; arguments: `user`;
  answered by rooms that own rows of a person.
- `recipient_refused`: sent by mail; arguments: `email`, an OutboxEmail whose mailbox doesn't exist;
  answered by newsletter.
- `suggest_search_results`: sent by search; arguments: `text`; answered by guides: a list of `{"title",
  "url"}`.
- `search_elsewhere`: sent by search; arguments: `wordings` (lists of words that mean the same, the typed
  ones first), `strictly` (all words must be there); answered by guides: an `Elsewhere`.
- `validate_public_text`: sent by forms of texts beside products; arguments: `instance`; answered by
  claims: problems by field.
- `review_wording`: sent by reviews, terms; arguments: `texts`, `is_html`; answered by claims: for each
  text a list of remarks.
- `collect_public_texts`: sent by claims; arguments: none; answered by rooms whose texts stand in no
  checked row: a list of `PublicText`.
- `validate_publication`: sent by catalogue; arguments: `product`; answered by claims: problems by field.
- `displayed_stock_changed`: sent by partner; arguments: `instance`, a stock record that was changed
  without being saved; answered by catalogue.
- `name_sources`: sent by reports; arguments: `keys`, such as `{"guide": [12]}` for “guide-12”; answered by
  guides and newsletter: the title of each that is theirs, by attribution.
- `offer_counted`: sent by offer; arguments: none; answered by offer: a limited offer may have ended, or
  be open again.

A fault of a receiver of `marketing_choice_made`, `order_paid`, `order_settled` or `money_went_back` never
harms the order: the receivers of the last two undo only their own writes.
"""

from django.dispatch import Signal

set_up_shop = Signal()
marketing_choice_made = Signal()
order_paid = Signal()
order_settled = Signal()
money_went_back = Signal()
ask_subscribed = Signal()
ask_marketing_allowed = Signal()
ask_had_enough = Signal()
list_marketing_allowed = Signal()
list_paid_orders = Signal()
collect_consents = Signal()
end_marketing = Signal()
collect_personal_data = Signal()
erase_personal_data = Signal()
account_closed = Signal()
recipient_refused = Signal()
suggest_search_results = Signal()
search_elsewhere = Signal()
validate_public_text = Signal()
review_wording = Signal()
collect_public_texts = Signal()
validate_publication = Signal()
displayed_stock_changed = Signal()
name_sources = Signal()
offer_counted = Signal()
