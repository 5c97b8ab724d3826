"""What is looked for: the rules as data, compiled once per version. Pure."""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from guides.claims.engine.required_literals import Needles, required_literals

DATA = Path(__file__).parents[1] / "data"
BLOCK, EVIDENCE, QUALIFIER, HINT = "B", "H", "M", "L"
SEVERITIES = {
    BLOCK: "Not allowed",
    EVIDENCE: "Needs evidence and an approver",
    QUALIFIER: "Needs a qualifier or a citation",
    HINT: "Hint",
}
SENTENCE, PARAGRAPH, PAGE = "sentence", "paragraph", "page"
DISEASE, PROMISE, MEDICINE = "disease", "verb", "medicine"  # categories that the context rules speak of
# What may be named beside the way to somebody qualified, and what may be denied after it is named.
NAMED = frozenset(
    {DISEASE, MEDICINE, "register", "pain", "respir", "lactation", "complaint", "massage-safety"}
)
MECHANISMS = frozenset({"lactation", "mechanism", "brain", "physiology", "sleep", "effect"})
NEAR_A_DISEASE = 60  # characters
WORD_LIST = re.compile(r"@(\w+)@")  # in the bundled rules: a list of words.csv
PROOFS = {
    "fragrance_free": "the ingredient list is free of fragrance",
    "organic": "a certificate in date",
    "allergens": "the allergen panel stands on the page",
    "age": "the minimum age stands on the page",
    "safety": "a safety box stands on the page",
    "offer": "the basket takes it off",
}


@dataclass(frozen=True)
class Rule:
    """One rule. The last nine fields say what makes a hit harmless, or worse."""

    code: str
    severity: str
    category: str
    pattern: str
    why: str
    safer: str
    allowed: str = ""  # a hit inside such a phrase is none
    qualifier: str = ""  # found in reach, it settles an M
    reach: str = SENTENCE
    proof: str = ""  # a fact the shop can prove settles it
    alone: bool = False  # never in one section with a product or a sign-up
    hard: bool = False  # neither denial nor caution softens it
    near_disease: bool = False  # becomes a B beside a named disease
    beside: str = ""  # a hit only with a word of this pattern in the same clause, before or after it
    instructed: bool = False  # a hit only where the reader is told to do something


@dataclass(frozen=True)
class CompiledRules:
    """All rules of one version, ready to search."""

    version: int
    rules: tuple[Rule, ...]
    by_code: dict[str, Rule] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_code", {rule.code: rule for rule in self.rules})

    @cached_property
    def patterns(self) -> list[tuple[Rule, re.Pattern[str], Needles]]:
        """Each rule with its compiled pattern, and words without which it can't match."""
        return [
            (rule, re.compile(rule.pattern, re.IGNORECASE), required_literals(rule.pattern))
            for rule in self.rules
        ]

    def likely(self, text: str) -> list[tuple[Rule, re.Pattern[str]]]:
        """The rules that may match this text."""
        lower = text.lower()
        return [
            (rule, pattern)
            for rule, pattern, words in self.patterns
            if not words or any(word in lower for word in words)
        ]

    @cached_property
    def allowed(self) -> dict[str, re.Pattern[str]]:
        """The phrases in which a rule's words are harmless."""
        return {r.code: re.compile(r.allowed, re.IGNORECASE) for r in self.rules if r.allowed}

    @cached_property
    def beside(self) -> dict[str, re.Pattern[str]]:
        """What some rules want beside their hit, compiled once for all that want the same."""
        return {r.beside: re.compile(r.beside, re.IGNORECASE) for r in self.rules if r.beside}

    @cached_property
    def qualifiers(self) -> dict[str, re.Pattern[str]]:
        """What qualifies a hit of a rule."""
        return {r.code: re.compile(r.qualifier, re.IGNORECASE) for r in self.rules if r.qualifier}


def bundled_rules() -> tuple[Rule, ...]:
    """The rules that come with the shop: claims.csv, what contexts.csv adds, and the lists of words.csv."""
    lists = {row["name"]: row["pattern"] for row in _rows("words.csv")}
    contexts = {row["id"]: _spelt_out(row, lists) for row in _rows("contexts.csv")}
    rows = (_spelt_out(row, lists) for row in _rows("claims.csv"))
    return tuple(_rule(row, contexts.get(row["id"], {})) for row in rows)


def _spelt_out(row: dict[str, str], lists: dict[str, str]) -> dict[str, str]:
    """With each “@list@” replaced by its words: a stored rule stands on its own."""
    return {name: WORD_LIST.sub(lambda found: lists[found[1]], text) for name, text in row.items()}


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source, delimiter=";"))


def _rule(row: dict[str, str], context: dict[str, str]) -> Rule:
    return Rule(
        code=row["id"],
        severity=row["severity"],
        category=row["category"],
        pattern=row["regex"],
        why=row["why"].strip(),
        safer=row["safer"].strip(),
        allowed=context.get("allowed", ""),
        qualifier=context.get("qualifier", ""),
        reach=context.get("reach", "") or SENTENCE,
        proof=context.get("proof", ""),
        alone=context.get("alone", "") == "yes",
        hard=context.get("hard", "") == "yes",
        near_disease=context.get("near_disease", "") == "yes",
        beside=context.get("beside", ""),
        instructed=context.get("instructed", "") == "yes",
    )


def compile_rules(rules: Iterable[Rule], *, version: int) -> CompiledRules:
    """A searchable book in the order of the codes."""
    return CompiledRules(version=version, rules=tuple(sorted(rules, key=lambda rule: rule.code)))
