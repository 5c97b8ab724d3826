"""Who subscribes, to what they agreed, and who is never to be written to."""

from guides.newsletter.models.consents import AppendOnly, Consent, Permission
from guides.newsletter.models.free_guide import FreeGuide
from guides.newsletter.models.people import SignUp, Subscriber, Suppression

__all__ = ["AppendOnly", "Consent", "FreeGuide", "Permission", "SignUp", "Subscriber", "Suppression"]
