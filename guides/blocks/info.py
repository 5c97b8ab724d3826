"""The blocks of information pages, each with a template."""

from wagtail import blocks

from guides.blocks.directory import DirectoryBlock


class TextBlock(blocks.RichTextBlock):
    """Headings, paragraphs, lists and links."""

    class Meta:
        icon = "pilcrow"
        template = "guides/blocks/text.html"


class NoticeBlock(blocks.TextBlock):
    """A short remark that must not be missed."""

    class Meta:
        icon = "warning"
        template = "guides/blocks/notice.html"


class DeliveryTermsBlock(blocks.StaticBlock):
    """The free-delivery rule and the price below it, in the rule's own words."""

    class Meta:
        icon = "tag"
        label = "Delivery promise and price"
        admin_text = "Filled in from the delivery settings, so it is always up to date."
        template = "guides/blocks/delivery_terms.html"


class TraderBlock(blocks.StaticBlock):
    """Who the shop is and how to reach it, from the settings."""

    class Meta:
        icon = "mail"
        label = "Who we are"
        admin_text = "Name, address, email and telephone, from the shop’s settings."
        template = "guides/blocks/trader.html"


class PrivacyDetailsBlock(blocks.StaticBlock):
    """What is stored, for how long, which emails are sent and which cookies are set, from the code."""

    class Meta:
        icon = "lock"
        label = "Data, periods, emails and cookies"
        admin_text = "Written by the shop from what it does: it can’t go out of date."
        template = "guides/blocks/privacy_details.html"


class DeliveryPricesBlock(blocks.StaticBlock):
    """What each way of delivery costs to each place, from the price table."""

    class Meta:
        icon = "tag"
        label = "Delivery prices"
        admin_text = "Written by the shop from its delivery prices: it can’t go out of date."
        template = "guides/blocks/delivery_prices.html"


class CancellingBlock(blocks.StaticBlock):
    """The right to cancel, in the wording of the terms."""

    class Meta:
        icon = "resubmit"
        label = "Right to cancel"
        admin_text = "The same words as in the terms."
        template = "guides/blocks/cancelling.html"


class BodyBlock(blocks.StreamBlock):
    """The body of an information page."""

    text = TextBlock(features=["h2", "h3", "bold", "italic", "ol", "ul", "link"])
    notice = NoticeBlock()
    delivery_terms = DeliveryTermsBlock()
    trader = TraderBlock()
    privacy_details = PrivacyDetailsBlock()
    delivery_prices = DeliveryPricesBlock()
    cancelling = CancellingBlock()
    directory = DirectoryBlock()
