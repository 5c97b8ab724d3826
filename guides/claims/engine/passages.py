"""The input and output of the claims check. Pure."""

from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b

from guides.claims.engine.rules import BLOCK, EVIDENCE, HINT, Rule

SOLD = "A product or sign-up stands on the page: blocked until evidence is attached."


@dataclass(frozen=True)
class Passage:
    """A text of a page, with its path and section (from one heading to the next)."""

    path: str
    label: str
    text: str
    is_html: bool = False
    section: int = 0
    is_cited: bool = False  # the block itself names a source
    is_title: bool = False  # the title of a cited work
    is_address: bool = False  # part of a URL: only forbidden claims count
    head: str = ""  # the heading above it, such as a list's “When not to”


class Proofs(Set[str]):
    """Names from PROOFS, asked of the shop's data only if a rule that they settle matches."""

    def __init__(self, ask: Callable[[], Set[str]]) -> None:
        self._ask = ask

    @cached_property
    def _proven(self) -> Set[str]:
        return self._ask()

    def __contains__(self, name: object) -> bool:
        return name in self._proven

    def __iter__(self) -> Iterator[str]:
        return iter(self._proven)

    def __len__(self) -> int:
        return len(self._proven)


@dataclass(frozen=True)
class CheckedContent:
    """The passages of a page, snippet or product, and what else is on it."""

    passages: tuple[Passage, ...]
    sells: bool = False  # has a product, a sign-up or a discount
    selling_sections: frozenset[int] = frozenset()
    proofs: Set[str] = frozenset()  # names from PROOFS
    cites: bool = False  # written by editors, who may cite works by their titles
    titles: tuple[str, ...] = ()  # of the sources that it names


@dataclass(frozen=True)
class Finding:
    """A match, with its severity in this context."""

    rule: Rule
    severity: str  # in this context; the rule's may differ
    passage: Passage
    before: str
    hit: str
    after: str
    sentence: str
    note: str = ""  # why the severity differs from the rule's
    settled: str = ""  # why the text or the shop's data settle it
    is_title: bool = False  # the words belong to the title of a cited work

    @property
    def is_open(self) -> bool:
        """Whether it prevents publishing until a person decides."""
        return self.severity != HINT and not self.settled

    @property
    def safer(self) -> str:
        """The rule's advice; none for a title, which another wording would falsify."""
        return "" if self.is_title else self.rule.safer

    @property
    def is_forbidden(self) -> bool:
        """Whether evidence isn't sufficient: only an override or another wording is."""
        raised_for_evidence = self.rule.severity == EVIDENCE and self.note == SOLD
        return self.severity == BLOCK and not raised_for_evidence

    @property
    def fingerprint(self) -> str:
        """Identifies the same words in the same sentence in any place; changes if either is reworded."""
        words = f"{self.rule.code}\n{self.hit.lower()}\n{self.sentence.lower()}"
        return blake2b(words.encode(), digest_size=16).hexdigest()
