"""What the check reads, and what it answers with. Pure."""

from dataclasses import dataclass
from hashlib import blake2b

from guides.claims.engine.rules import BLOCK, EVIDENCE, HINT, Rule

SOLD = "A product or sign-up stands on the page: blocked until evidence is attached."


@dataclass(frozen=True)
class Passage:
    """One text of a page: where it stands, and in which section (from one heading to the next)."""

    path: str
    label: str
    text: str
    is_html: bool = False
    section: int = 0
    is_cited: bool = False  # a source is named for this very block
    is_address: bool = False  # part of a URL: only what is never allowed counts
    head: str = ""  # what readers see above it, as above the lines of a list: “When not to”


@dataclass(frozen=True)
class CheckedContent:
    """A page, a snippet or a product as the check sees it."""

    pieces: tuple[Passage, ...]
    sells: bool = False  # a product, a sign-up or a discount stands on it
    selling_sections: frozenset[int] = frozenset()
    proofs: frozenset[str] = frozenset()  # names from PROOFS that hold for it


@dataclass(frozen=True)
class Finding:
    """One hit, with what it means here and what would be safer."""

    rule: Rule
    severity: str  # here; the rule's own may differ
    piece: Passage
    before: str
    hit: str
    after: str
    sentence: str
    note: str = ""  # why the severity differs from the rule's
    settled: str = ""  # by what the text or the shop's data say themselves

    @property
    def is_open(self) -> bool:
        """Whether it keeps the text from going live unless a person decides."""
        return self.severity != HINT and not self.settled

    @property
    def is_forbidden(self) -> bool:
        """Whether no evidence can help: only an override, or other words."""
        raised_for_evidence = self.rule.severity == EVIDENCE and self.note == SOLD
        return self.severity == BLOCK and not raised_for_evidence

    @property
    def fingerprint(self) -> str:
        """The same for the same words in the same sentence, wherever it stands; new when it is reworded."""
        words = f"{self.rule.code}\n{self.hit.lower()}\n{self.sentence.lower()}"
        return blake2b(words.encode(), digest_size=16).hexdigest()
