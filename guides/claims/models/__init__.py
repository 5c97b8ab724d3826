"""The claims check's tables: rules and versions, findings on live content, what people decided."""

from guides.claims.models.decisions import Decision, Evidence
from guides.claims.models.findings import ClaimFinding, Scan
from guides.claims.models.rules import ClaimRule, RuleSet
from guides.claims.models.workflow import ClaimsApprovalTask

__all__ = ["ClaimFinding", "ClaimRule", "ClaimsApprovalTask", "Decision", "Evidence", "RuleSet", "Scan"]
