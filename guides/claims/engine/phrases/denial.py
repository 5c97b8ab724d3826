"""Words that deny something, and words that take a denial back. Pure."""

import re

from guides.claims.engine.phrases.words import any_of

DENIAL = any_of(
    r"(?:is|are|was|were|does|do|did|can|could|will|would|should|must|may|might|need)(?:n't| not)",
    r"cannot|can't|won't|mustn't|neither|nor|none (?:of|that)|nobody (?:has shown|can|knows|should|may)"
    r"|no one (?:has shown|can|knows)",
    r"not (?:a|an|any|meant|intended|medicine|medical|as|for)",
    r"(?:no|little|hardly any|not enough) (?:\w+ )?(?:evidence|proof)",
    r"no (?:substitute|replacement|treatment|cure|remedy|medicine|medical|therapy|claims?|cures)",
    r"(?:never|no longer) (?:a|an|replaces?|a substitute)",
    r"no (?:oils?|lotion|cream|balm|product|massage)",
    r"(?:has|have|had)(?:n't| not)",
    r"rather than|(?:un|not )(?:known|clear|proven|shown) (?:whether|that|if)",
)
# “oils, not medicine”, “no cure”, “no real cure”
DIRECTLY = re.compile(r"\b(?:not|no)(?: (?:an?|real|quick))? $", re.IGNORECASE)
# A denial ends with its clause: “does not cure colic, it prevents it”.
CLAUSE = re.compile(r"[;:]| - |, (?=(?:it|we|they|you|he|she|this|that|use|try|just|and)\b)", re.IGNORECASE)
# “Don't use medicine”, “you don't have to treat it” deny nothing.
IMPERATIVE = any_of(r"do(?:n't| not) (?:use|take|give|apply|have to|let|put|wait|bother|need)")
FORBIDDING = any_of(r"do(?:n't| not)|never")
# Denials that promise: “not only treats”, “isn't just a remedy”, “you won't need a cream”.
EMPHASIS = any_of(
    r"not (?:only|just|merely|simply)|\w{1,9}n't (?:only|just|merely|wait|believe|go wrong|miss)",
    r"no more|not to (?:mention|miss)|only (?:treat|cure|heal|prevent|reliev)\w*",
    r"(?:won't|don't|doesn't|no longer|never|not) need|no need",
    r"without (?:(?:a|an|any|the|your|harsh|side) )?(?:needs?|doctors?|medicines?|medication|drugs?"
    r"|effects?)",
    r"without (?:(?:a|an|any|the|harsh) )?(?:steroids?|antibiotics?|prescriptions?|pain|tears|risks?)",
    r"(?:like|than|as|but|except) (?:ours|our|this|these)|(?:better|faster|more) than",
)
TREATING = any_of(
    r"treat\w*|cur(?:e[sd]?|ing)|heal\w*|prevent\w*|remed\w+|therap\w+|medic\w+|replac\w+|substitutes?",
    r"claims?|evidence|proof|proven|shown|diagnos\w+|advice|relie[fv]\w*|eas(?:e[sd]?|ing)|help\w*",
    r"whether",
)
# What is named first and denied after it: “Oxytocin does not decide how much milk there is”.
DENIED_AFTER = any_of(
    r"(?:is|are|was|were|does|do|did|can|could|will)(?:n't| not) (?:be )?(?:treat\w*|cured?|healed"
    r"|prevent\w*)",
    r"(?:cannot|can't|won't) (?:be )?(?:treat\w*|cured?|healed|prevent\w*)",
)
UNMOVED_AFTER = any_of(
    r"(?:(?:is|are|was|were|does|do|did|can|could|will)(?:n't| not)|cannot|can't|won't) (?:be )?"
    r"(?:affect|decid|determin|chang|depend|govern|rais|increas|improv|make|made|produc|measur|manag)\w*",
    r"(?:only|merely|just) (?:helps?|serves?|releas\w+|lets?|moves?|works?)",
)
NEGATION = any_of(r"not|never|no|nor|neither|none|nobody|nothing|cannot|without|rather than|\w{2,6}n't")
CONTRAST = any_of("but|however|yet|although|though|still|nevertheless|instead|except")
