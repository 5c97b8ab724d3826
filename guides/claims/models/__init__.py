"""The claims check's tables: rules and their versions, and what was found on live content."""

from guides.claims.models.findings import ClaimFinding, Scan
from guides.claims.models.rules import ClaimRule, RuleSet

__all__ = ["ClaimFinding", "ClaimRule", "RuleSet", "Scan"]
