"""The claims check's tables: rules and versions, what was found on live content, what people decided."""

from guides.claims.models.decisions import Decision, Evidence
from guides.claims.models.findings import ClaimFinding, Scan
from guides.claims.models.rules import ClaimRule, RuleSet

__all__ = ["ClaimFinding", "ClaimRule", "Decision", "Evidence", "RuleSet", "Scan"]
