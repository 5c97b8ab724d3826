"""Words that promise or recommend. Pure."""

from guides.claims.engine.phrases.words import any_of

BENEFIT = any_of(
    r"helps|helped|helping|help (?:with|to|your|the)|eas(?:e|es|ed|ing)|fix(?:es|ed)?",
    r"(?:good|great|perfect|ideal|best|brilliant|recommended|made|works?) (?:for|on|against)",
    r"(?<!not )suitable (?:for|on)|works? (?:better|like|wonders)",
    r"beats?|banish(?:es|ed)?|goodbye|get rid|rids?|fights?|improv(?:es|ed|ing)",
    r"reduc(?:e|es|ed|ing)|benefits?|protects?|cures?|heals?|sooth(?:e|es|ed|ing)",
    r"(?:try|choose|reach for|switch to|buy|order) (?:our|this|these|the)",
    r"(?:massage|oils?|balm|strokes?|technique|routine|rub) (?:for|against) (?!(?:\w+ )?(?:days?"
    r"|weeks?|now|a while))",
    r"remov\w+|releas\w+|loosens?|moves? (?:it|the)? ?along|relax(?:es|ed)|brings? down|draws? out",
)
# A state, and no promise when it is waited for: “until the rash has gone”.
STATE = any_of(
    r"(?:goes|went) away(?! (?:by (?:it|them)sel|on (?:its|their) own|without))",
    r"gone|vanish\w*|disappear\w*",
    r"(?<!keep )(?<!stay )(?<!steer )clear(?:s|ed|ing)?(?! of)(?!(?: up)? (?:by (?:it|them)sel"
    r"|on (?:its|their) own))",
    r"(?<!not )(?<!n't )improve|better|healed|fad(?:es|ed)",
)
AWAITED = any_of("until|once|unless|before|if|when|whether|not|n't|only|wait")

# Our own products beside an illness recommend themselves, unless the sentence says not to use them.
OURS = any_of(r"(?:our|this|these) (?:\w+ )?(?:oils?|balms?|range|products?|bottles?|blends?|sets?)")
NOT_OURS = any_of(r"(?:don't|do not|never|not|stop|before|avoid)(?: \w+){0,2} (?:our|this|these)")
REMEDY = any_of(
    r"oils?|balms?|creams?|lotions?|products?|massag\w*|rub(?:s|bing|bed)?|strok\w+|techniques?|drops"
    r"|touch|our|ours",
    r"we|us|garlic|honey|breast ?milk|herbs?|herbal|paste|compress\w*|poultices?|camphor|peppermint"
    r"|eucalyptus",
)
