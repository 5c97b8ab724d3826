"""What the owner's words for an email may name, by the arguments from which the email is composed.

A kind has the variables of each argument of its `compose`, so that a new kind of email about an order has
those of orders without being listed anywhere.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from inspect import Parameter, signature
from typing import Any, Final

from shop.mail.compose import staff_notice
from shop.mail.kinds import Kind, all_kinds
from shop.trader.header import shop_name

NAMELESS: Final = "there"  # after “Hello”, where nobody gave a name


@dataclass(frozen=True)
class Variable:
    """`value` gets the argument, such as an order's key, and returns the text for {name}."""

    name: str
    means: str
    example: str
    value: Callable[[Any], str]


SHOP_NAME: Final = Variable("shop_name", "the shop’s name", "", lambda _: str(shop_name()))
_by_argument: dict[str, tuple[Variable, ...]] = {}


def register(argument: str, *variables: Variable) -> None:
    """Make variables known for every email whose `compose` has this argument; called from `ready()`."""
    _by_argument[argument] = variables


def first_name(name: str) -> str:
    """“Una” of “Una Quill”; where there is no name, a word that goes with “Hello”."""
    words = name.split()
    return words[0] if words else NAMELESS


def variables_of(kind: Kind) -> dict[str, Variable]:
    """By name, the shop's name first."""
    found = {SHOP_NAME.name: SHOP_NAME}
    for argument in _parameters(kind):
        found |= {one.name: one for one in _by_argument.get(argument, ())}
    return found


def examples_for(kind: Kind) -> dict[str, str]:
    """A value for each, about nobody."""
    return {one.name: one.example or one.value(None) for one in variables_of(kind).values()}


def values_for(kind: Kind, args: dict[str, Any], names: Iterable[str]) -> dict[str, str]:
    """The values of those that are named, for an email with these arguments."""
    known, found = set(names), {}
    for argument in (None, *args):
        for one in (SHOP_NAME,) if argument is None else _by_argument.get(argument, ()):
            if one.name in known:
                found[one.name] = one.value(args[argument] if argument else None)
    return found


def has_own_words(kind: Kind) -> bool:
    """Whether the owner may write words for it: emails to people that the shop composes by itself."""
    if kind.compose is staff_notice or kind.is_fixed:
        return False
    return not any(one.kind == Parameter.VAR_KEYWORD for one in signature(kind.compose).parameters.values())


def kinds_with_words() -> list[Kind]:
    """All such kinds, by label."""
    return sorted(filter(has_own_words, all_kinds()), key=lambda kind: kind.label.lower())


def _parameters(kind: Kind) -> list[str]:
    return list(signature(kind.compose).parameters)
