"""Words that tell a reader what to do. Pure."""

import re

from guides.claims.engine.phrases.words import any_of

_DETERMINER = (
    r"(?:the|your|his|her|their|a|an|any|it|each|both|every|that|this|hard|sore|swollen|tender|hot"
    r"|full|on|in|into|over|around|with|\w+ly)"
)
_VERB = (
    r"use(?! of\b)|appl(?:y|ied)|dab(?:bed)?|smear|spread|squeeze|pinch|twist|wring|knead|drip|pour"
    r"|rub(?:bed|bing)?"
    r"|press(?! (?:button|\"))|instil|insert|swallow|smooth|persist|persevere|repeat"
    r"|continue(?! (?:\w+ )?\w*feed)"
    r"|carry on(?! (?:\w+)?feed)|go on|keep (?:on|going|(?!\w*feed)\w+ing)"
    rf"|(?:massage|oil|stroke) {_DETERMINER}"
    r"(?! (?:\w+ ){0,4}(?:is|are|was|isn't|should|has|can|must|may|will)\b)"
    r"|put(?! (?:off|down|away|your baby|the bottle|a towel|it (?:off|away)|the massage off))"
    r"|work (?:the|some|a|it|oil)|give (?:\w+ ){0,3}?(?:drops?|oil|spoon\w*|doses?|massage|rub)"
)
INSTRUCTION = re.compile(
    r"(?P<join>^|[,;:!?(] ?| - |\b(?:and|then|or|nor|but|just|simply|please|always|instead)\s"
    r"|\byou (?:can|may|could|should|must) |\b(?:should|must|can|may|could) be )"
    rf"(?:(?:[a-z]{{2,12}}ly|also|even|still|well|always|just|simply) ){{0,2}}(?P<verb>{_VERB})\b",
    re.IGNORECASE,
)
# What makes an instruction a safe one: nothing is used, elsewhere, or only water.
SPARING = any_of(
    r"no|nothing|none|only (?:as|when|if|after|once|where|until|on)|other|another|elsewhere|around"
    r"|beside|next to",
    r"unaffected|healthy|intact|water|your (?:own )?hands|hands together",
)
DOSE = any_of(
    r"(?:once|twice|three times|four times|several times|\d+ times|times) (?:a|per|each"
    r"|every) (?:day|week|night|hour)",
    r"daily|every (?:day|night|morning|evening|hour|few hours)|(?:morning|day) and night|at night",
)
# To continue, or not to ask anyone, in spite of something.
URGING = any_of(
    r"(?:don't|do not|never|no need to|needn't|no reason to|you don't have to|rather than|instead of)"
    r" (?:stop|paus|wait|worry|bother|hesitat|avoid|skip|ask|see|call|consult|postpon|delay)\w*",
    r"no matter (?:what|how)|regardless|despite|in spite of",
)
SUBORDINATE = re.compile(
    r"\b(?:which|whether|what|how|who|that|when|if|before|after|until|unless|where) (?:\w+ ){0,2}$",
    re.IGNORECASE,
)
