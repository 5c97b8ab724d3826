"""The words by which a sentence denies, warns, refers, promises or tells what to do. Pure.

Each is one regular expression; `guides.claims.engine.sense` puts them together.
"""

from guides.claims.engine.phrases.caution import CAUTION, LIST_HEAD
from guides.claims.engine.phrases.denial import (
    CLAUSE,
    CONTRAST,
    DENIAL,
    DENIED_AFTER,
    DIRECTLY,
    EMPHASIS,
    FORBIDDING,
    IMPERATIVE,
    NEGATION,
    TREATING,
    UNMOVED_AFTER,
)
from guides.claims.engine.phrases.instruction import DOSE, INSTRUCTION, SPARING, SUBORDINATE, URGING
from guides.claims.engine.phrases.promise import AWAITED, BENEFIT, NOT_OURS, OURS, REMEDY, STATE
from guides.claims.engine.phrases.referral import FAR, HELPER, HELPER_ACTS, REFERRING, SIGNPOST, TREATMENT

__all__ = [
    "AWAITED",
    "BENEFIT",
    "CAUTION",
    "CLAUSE",
    "CONTRAST",
    "DENIAL",
    "DENIED_AFTER",
    "DIRECTLY",
    "DOSE",
    "EMPHASIS",
    "FAR",
    "FORBIDDING",
    "HELPER",
    "HELPER_ACTS",
    "IMPERATIVE",
    "INSTRUCTION",
    "LIST_HEAD",
    "NEGATION",
    "NOT_OURS",
    "OURS",
    "REFERRING",
    "REMEDY",
    "SIGNPOST",
    "SPARING",
    "STATE",
    "SUBORDINATE",
    "TREATING",
    "TREATMENT",
    "UNMOVED_AFTER",
    "URGING",
]
