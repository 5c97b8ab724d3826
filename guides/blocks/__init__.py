"""What pages are made of: one class, one template and one preview each."""

from guides.blocks.info import BodyBlock, DeliveryTermsBlock, NoticeBlock, TextBlock, TraderBlock

# Named here because the first migration knows them by this module.
__all__ = ["BodyBlock", "DeliveryTermsBlock", "NoticeBlock", "TextBlock", "TraderBlock"]
