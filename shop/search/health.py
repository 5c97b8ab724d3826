"""Words about health. Pure.

A search for one must not show products as if they treated it (Human Medicines Regulations 2012).
"""

import re

# As people type them, without hyphens; “*” stands for any ending.
_WORDS = tuple(
    """
    acne adhd aids allerg* anaphyla* antibacterial antibiotic* anxiety arthritis asthma* autis* bloating
    bronchi* bruis* cancer chickenpox colic colicky congest* constipat* cough* croup cure cures cystitis
    decongest* dermatitis diabet* diarrhoea earache ecsema eczema* epilep* excema exema fever fungal hernia
    hiv hives impetigo infect* inflam* insomnia itch* jaundice leukaemia mastitis measles medicine* meningitis
    molluscum plagiocephaly pnd psoriasis rash rashes reflux remedy remedies ringworm scabies scar scars
    scarring seborrh* seizure* sinus sinusitis sunburn teething thrush torticollis tumour* tumor* vomit*
    wheez*
    """.split()  # noqa: SIM905
)
_PHRASES = """
atopic skin|blocked nose|breast abscess|cerebral palsy|cracked nipples?|cradle cap
(?:blocked|clogged|plugged) (?:milk )?ducts?|(?:diaper|heat|nappy) rash(?:es)?|down'?s syndrome|flat head
gas relief|hip dysplasia|milk spots|pain relief|(?:post ?natal|post ?partum|perinatal) depression
prickly heat|special needs|sore (?:bottom|nipples?|skin)|stretch ?marks?|tongue tie|trapped wind
""".strip().replace("\n", "|")
_HEALTH = re.compile(
    rf"\b(?:{_PHRASES}|{'|'.join(word.replace('*', '[a-z]*') for word in _WORDS)})(?![a-z'])"
)
WORDS = frozenset(word for word in _WORDS if "*" not in word) | {
    "allergy", "asthma", "constipation", "cradle", "diabetes", "eczema", "infection", "inflammation",
}  # fmt: skip


def health_words(text: str) -> str:
    """The first health words in lower-case text, such as “cradle cap”, or ""."""
    found = _HEALTH.search(text)
    return found[0] if found else ""
