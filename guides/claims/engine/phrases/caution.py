"""Words that warn. Pure."""

from guides.claims.engine.phrases.words import any_of

COMPLAINT = (
    r"rash(?:es)?|eczema|colic|infections?|irritation|dryness|stretch ?marks?|wrinkles|pain|aches?"
    r"|itch\w*|crying"
    r"|tears|reflux|wind|gas|constipation|illness\w*|colds?|coughs?|problems?|flare|nappy|cradle"
    r"|sore\w*|acne"
)
ACT = (
    r"massag\w*|us(?:e|es|ed|ing)|oil(?:ed|ing)?|appl\w+|put|rub(?:bed|bing)?|press(?:ed|ing)?"
    r"|pour\w*|start\w*"
    r"|give|leave|touch\w*|try|strok\w+|stretch|wake|forc\w+|pull\w*|shak\w+|squeez\w+|knead\w*"
    r"|pinch\w*|twist\w*"
    r"|bend|carry on|continu\w*|go on|place|heat|warm|rely|tickle|swaddle|bath\w*|expos\w*"
    r"|treat it yourself"
)
# Where a verb bids the reader, so that “the hiccups stop when …” is no caution.
_BID = "|".join(
    [
        "^",
        *(
            rf"(?<={word} )"
            for word in ("[,;:]", "and", "then", "or", "should", "must", "please", "to", "can", "always")
        ),
    ]
)
CAUTION = any_of(
    rf"(?:don't|do not|never|mustn't|must not|shouldn't|should not|ought not to"
    rf"|may not) (?:be )?(?:{ACT})",
    r"(?:pause|wait|skip (?:it|the)|leave it|postpone|put off|put (?:it|the massage) off|hold off)\b",
    r"(?:if|when|until|as soon as|unless)\b[^.]{0,80}?[,:] ?(?:please )?(?:stop|pause|wait|leave"
    r"|skip|rinse|wash)",
    rf"(?:{_BID})stop(?:ping)?(?: (?:if|when|as soon as|massaging|using|rubbing|pressing|the massage"
    rf"|the oil|at once))",
    rf"(?:{_BID})stop(?: (?:it|there|here|straight away|right away|immediately)|(?= ?(?:[.,;:!]|$)))",
    r"(?:should|must|can|may|is|are|be|best|better)(?: be)? (?:avoided|suspended|postponed|stopped"
    r"|skipped)",
    r"(?:should|must|can|may|is|are|be|best|better)(?: be)? (?:put off|delayed|left out|left for"
    r"|interrupted)",
    r"leave (?:\w+ ){1,4}?alone|(?:is|are|be|best) left alone|leave it at that|leave out"
    r"|leave (?:\w+ ){1,3}?out|means? (?:stop|wait)",
    r"discontinue|suspend(?:ed)?|refrain from|steer clear|watch out|take care(?! of)|be careful|warnings?"
    r"|contraindicat\w+",
    rf"(?<!to )(?<!help )(?<!helps )avoid(?:ing|ed)?(?! (?:\w+ ){{0,2}}(?:{COMPLAINT}))",
    r"not (?:be )?(?:suitable |safe |recommended |advised |meant |used |allowed )(?:for|on|over|with"
    r"|in|near)",
    r"not (?:for|on|over|near|before|during|while|within)|unsuitable (?:for|on)",
    r"(?:keep|stay|well|kept) (?:well )?(?:away|clear|off|out)(?: (?:from|of))?|when not to",
    r"(?:can|may|might|could) (?:\w+ )?(?:irritate|harm|hurt|burn|damage|sting|be dangerous"
    r"|make it worse)",
    r"(?:can|may|might|could) (?:cause|do|lead to) (?:\w+ )?(?:harm|injur\w+|irritation|damage"
    r"|burns?|reactions?)",
    r"(?<!reduces the )(?<!reduce the )(?<!lowers the )(?:risk|danger) of",
    r"(?:a )?reasons? (?:to (?:wait|stop)|not to)"
    r"|no (?:pressure|massage|oil) (?:on|over|near|for|if|when|until)",
    r"only (?:after|once|when|if)\b[^.]{0,40}\b(?:gone|healed|over|well|dry|agree[sd]?|says?|said"
    r"|passed|cleared)",
)
# Heads of a list that warn: “When not to”, “Don't massage if your baby has:”.
LIST_HEAD = any_of(
    r"when not to|do(?:n't| not)|never|not (?:for|if|on|when)|stop (?:if|when)|avoid|wait|ask"
    r"|speak to|see|call",
    r"ring|contact|before you|no massage|no oil|get help|unsuitable",
)
