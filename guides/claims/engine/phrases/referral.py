"""Words that refer a reader to a professional. Pure."""

import re

from guides.claims.engine.phrases.words import any_of

HELPERS = "|".join(
    [
        r"GPs?|doctors?|physicians?|midwi(?:fe|ves)|health visitors?|pharmacists?|pharmacy|nurses?"
        r"|111|999|A&E",
        r"NHS|p(?:a)?ediatricians?|obstetricians?|dermatologists?|physiotherapists?|surgeons?"
        r"|neonatal team|dentists?|specialists?|consultants?|hospital"
        r"|clinic",
        r"infant[- ]feeding (?:team|specialist|adviser|supporter)s?|emergency services|ambulance",
        r"lactation (?:\w+ )?(?:consultant|specialist|expert|professional|adviser|counsellor)s?",
        r"breastfeeding (?:counsellor|supporter|specialist|helpline|adviser|clinic)s?",
        r"medical (?:advice|help|care|attention)",
        r"(?:health|healthcare|medical)(?: care)? (?:professional|worker|provider|team)s?",
    ]
)
HELPER = any_of(HELPERS)
# A referral: one of these, with a professional within FAR characters after it.
REFERRING = any_of(
    r"ask|asks|asking|see|speak|speaking|talk|talking|call|contact|ring|consult|consulting|check|tell"
    r"|visit|phone",
    r"seek|seeking|get|needs?|belongs? with|go to|turn to"
    r"|(?:leave|show|showing|mention|take|bring) (?:\w+ ){1,4}?to",
    r"refer\w*|discuss(?:ed)? with|mentioned to|(?:checked|seen|assessed) by"
    r"|worth (?:a call|showing|asking|mentioning|telling)|(?:matter|job|question|case|is|are) for"
    r"|means|(?:agreement|advice|approval|guidance|supervision) of"
    r"|only (?:a|your)",
)
FAR = 60
SIGNPOST = any_of(
    rf"(?:{HELPERS}) (?:helps?|weighs?|checks?|knows?|shows?|tells?|looks?|advises?|sees?|decides?)",
    rf"(?:until|unless|before|once|after|when|if) (?:\w+ ){{1,3}}?(?:{HELPERS}) (?:has |have )?(?:been )?"
    r"(?:agree[sd]?|says?|said|allow(?:s|ed)|asked|seen|checked|looked|confirm(?:s|ed))",
    rf"(?:{HELPERS})(?: (?:or|and) (?:your |a |the )?(?:{HELPERS}))? (?:can|will|may|could|should|is"
    rf"|are) "
    r"(?:be )?(?:help|advise|tell|check|examine|look|show you|decide|see|know|there for|asked|told"
    r"|called)\w*",
)
# A professional helps, treats or advises, which isn't a benefit of our products.
HELPER_ACTS = re.compile(
    rf"\b(?:{HELPERS})(?: (?:or|and) (?:your |a |the )?(?:{HELPERS}))? (?:(?:can|will|may|could"
    rf"|should|who) )?"
    r"(?:help|advis|tell|check|examin|look|show|decid|prescrib|treat)\w*(?: (?:you|your|the|with|to"
    r"|out|it|this))?"
    r"|\b(?:for|get|gets|seek|need|needs|want|offers?|medical|more|any) help(?: (?:with|to|from))?\b",
    re.IGNORECASE,
)
TREATMENT = any_of(
    "treatments?|therap(?:y|ies)|remed(?:y|ies)|antibiotics?|painkillers?|medicines?|medication"
)
