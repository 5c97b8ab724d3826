"""The claims rules as data, compiled once per version. Pure."""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from guides.claims.engine.required_literals import RequiredLiterals, required_literals

DATA = Path(__file__).parents[1] / "data"
BLOCK, EVIDENCE, QUALIFIER, HINT = "B", "H", "M", "L"
SEVERITIES = {
    BLOCK: "Not allowed",
    EVIDENCE: "Needs evidence and an approver",
    QUALIFIER: "Needs a qualifier or a citation",
    HINT: "Hint",
}
SENTENCE, PARAGRAPH, PAGE = "sentence", "paragraph", "page"
DISEASE, PROMISE, MEDICINE = "disease", "verb", "medicine"  # categories with context rules
# Categories that a referral to a professional may name, and categories that may be denied after being named.
NAMED = frozenset(
    {DISEASE, MEDICINE, "register", "pain", "respir", "lactation", "complaint", "massage-safety"}
)
MECHANISMS = frozenset({"lactation", "mechanism", "brain", "physiology", "sleep", "effect"})
NEAR_A_DISEASE = 60  # characters
WORD_LIST = re.compile(r"@(\w+)@")  # in the bundled rules: the name of a list in words.csv
PROOFS = {
    "fragrance_free": "the ingredient list is free of fragrance",
    "organic": "a certificate in date",
    "award": "an award in date",
    "allergens": "the page has the allergen panel",
    "age": "the page shows the minimum age",
    "safety": "the page has a safety box",
    "offer": "the basket takes it off",
}


@dataclass(frozen=True)
class Rule:
    """A rule. The last nine fields say in which context a match is harmless, or more severe."""

    code: str
    severity: str
    category: str
    pattern: str
    why: str
    safer: str
    allowed: str = ""  # matches inside such a phrase are ignored
    qualifier: str = ""  # settles an M if found within reach
    reach: str = SENTENCE
    proof: str = ""  # settled if the shop's data prove this
    alone: bool = False  # never in a section with a product or sign-up
    hard: bool = False  # not softened by denial or caution
    near_disease: bool = False  # becomes a B near a named disease
    beside: str = ""  # matches only with this pattern in the same clause, before or after
    instructed: bool = False  # matches only in instructions


@dataclass(frozen=True)
class CompiledRules:
    """All rules of a version, compiled."""

    version: int
    rules: tuple[Rule, ...]
    by_code: dict[str, Rule] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_code", {rule.code: rule for rule in self.rules})

    @cached_property
    def patterns(self) -> list[tuple[Rule, re.Pattern[str], RequiredLiterals]]:
        """Each rule with its compiled pattern and its required literals."""
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
        """The compiled harmless phrases, by rule code."""
        return {r.code: re.compile(r.allowed, re.IGNORECASE) for r in self.rules if r.allowed}

    @cached_property
    def beside(self) -> dict[str, re.Pattern[str]]:
        """The compiled patterns required near a match, shared by rules with the same pattern."""
        return {r.beside: re.compile(r.beside, re.IGNORECASE) for r in self.rules if r.beside}

    @cached_property
    def qualifiers(self) -> dict[str, re.Pattern[str]]:
        """The compiled qualifiers, by rule code."""
        return {r.code: re.compile(r.qualifier, re.IGNORECASE) for r in self.rules if r.qualifier}


def bundled_rules() -> tuple[Rule, ...]:
    """The bundled rules: claims.csv with the contexts of contexts.csv and the lists of words.csv."""
    lists = {row["name"]: row["pattern"] for row in data_rows("words.csv")}
    contexts = {row["id"]: _with_lists(row, lists) for row in data_rows("contexts.csv")}
    rows = (_with_lists(row, lists) for row in data_rows("claims.csv"))
    return tuple(_rule(row, contexts.get(row["id"], {})) for row in rows)


def _with_lists(row: dict[str, str], lists: dict[str, str]) -> dict[str, str]:
    """Replace each “@list@” by its words, so that a stored rule needs no lists."""
    return {name: WORD_LIST.sub(lambda found: lists[found[1]], text) for name, text in row.items()}


def data_rows(name: str) -> list[dict[str, str]]:
    """The rows of a bundled file, by the names of its columns."""
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
    """Compile rules, in the order of their codes."""
    return CompiledRules(version=version, rules=tuple(sorted(rules, key=lambda rule: rule.code)))
