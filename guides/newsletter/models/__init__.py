"""Subscribers, the consent record, newsletters and their deliveries, the suppression list."""

from guides.newsletter.models.audiences import AudienceRule, SavedAudience
from guides.newsletter.models.automations import Automation, AutomationProgress, AutomationStep
from guides.newsletter.models.consents import AppendOnly, Consent, Permission
from guides.newsletter.models.free_guide import FreeGuide
from guides.newsletter.models.imports import RememberedColumns, SubscriberImport
from guides.newsletter.models.people import (
    BuyerChoice,
    GuideOpening,
    SignUp,
    SoftBounce,
    Subscriber,
    SubscriberTag,
    Suppression,
)
from guides.newsletter.models.rights import DataRequest
from guides.newsletter.models.sections import SavedSection
from guides.newsletter.models.sending import Delivery, LinkClicks, Newsletter, SendingDay

__all__ = [
    "AppendOnly",
    "SavedAudience",
    "SavedSection",
    "AudienceRule",
    "Automation",
    "AutomationProgress",
    "AutomationStep",
    "BuyerChoice",
    "Consent",
    "DataRequest",
    "Delivery",
    "FreeGuide",
    "GuideOpening",
    "LinkClicks",
    "Newsletter",
    "Permission",
    "RememberedColumns",
    "SendingDay",
    "SignUp",
    "SoftBounce",
    "Subscriber",
    "SubscriberImport",
    "SubscriberTag",
    "Suppression",
]
