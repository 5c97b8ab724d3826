"""Holds every request the suite sends to Stripe's SDK against the SDK's own parameter types.

The simulator takes what it is given; Stripe answers an unknown or mistyped parameter with an error. The
SDK carries a TypedDict for each call, generated from Stripe's specification of the pinned version.
"""

import re
import sys
from functools import cache
from importlib import import_module
from types import UnionType
from typing import Any, ForwardRef, Literal, NotRequired, Required, Union, get_args, get_origin

from pydantic import ConfigDict, TypeAdapter, ValidationError
from stripe._request_options import RequestOptions
from stripe._stripe_object import UntypedStripeObject
from stripe._stripe_service import StripeService
from typing_extensions import is_typeddict

STRICT = ConfigDict(strict=True)
COMMON = set(RequestOptions.__annotations__)  # of the call, not of the request
SMALLEST, LONGEST_KEY = 30, 255


class BadRequest(AssertionError):
    """Stripe would refuse this request."""


def watch() -> None:
    """From now on every call of the SDK's services is checked before it is sent."""
    send = StripeService._request

    def checked(
        self: Any, method: str, url: str, params: Any = None, options: Any = None, **more: Any
    ) -> Any:
        caller = getattr(type(self), sys._getframe(1).f_code.co_name)
        check(params_of(caller), params or {}, f"{method} {url}")
        check_ours(method, url, params or {}, options or {})
        return send(self, method, url, params, options, **more)

    StripeService._request = checked  # type: ignore[method-assign]


def params_of(caller: Any) -> Any:
    """The TypedDict of a service's method, by its annotation: `Optional["RefundCreateParams"]`."""
    [name] = re.findall(r"\w+Params", str(caller.__annotations__["params"]))
    folder = caller.__module__.removeprefix("stripe").rpartition(".")[0]  # such as .radar, or none
    return getattr(import_module(f"stripe.params{folder}"), name)


def check(kind: Any, given: Any, where: str) -> None:
    """Raise BadRequest for a parameter that is unknown, missing or of another type."""
    known = {name: hint for name, hint in kind.__annotations__.items() if name not in COMMON}
    missing = (kind.__required_keys__ - COMMON) - set(given)
    if missing or set(given) - set(known):
        raise BadRequest(f"{where}: unknown {set(given) - set(known)}, missing {missing}")
    for name, value in given.items():
        _check_value(_resolved(known[name], kind.__module__), value, f"{where} {name}")


def _check_value(hint: Any, value: Any, where: str) -> None:
    lists = [part for part in _parts(hint) if get_origin(part) is list]
    if lists and isinstance(value, list):
        for item in value:
            _check_value(get_args(lists[0])[0], item, where)
        return None
    dicts = [part for part in _parts(hint) if is_typeddict(part)]
    if dicts and isinstance(value, dict):
        return check(dicts[0], value, where)
    plain = [part for part in _parts(hint) if not is_typeddict(part)]
    if not plain:
        raise BadRequest(f"{where}: {value!r}")
    try:
        _adapter(Union[tuple(plain)]).validate_python(value)  # noqa: UP007
    except ValidationError as error:
        raise BadRequest(f"{where}: {error}") from None


@cache
def _adapter(hint: Any) -> TypeAdapter[Any]:
    return TypeAdapter(hint, config=STRICT)


def _parts(hint: Any) -> list[Any]:
    """What a hint allows. Enumerations stay closed: `Literal["a", "b"]|str` doesn't allow every text."""
    parts = list(get_args(hint)) if get_origin(hint) in (Union, UnionType) else [hint]
    parts = [part for part in parts if get_origin(part) is not UntypedStripeObject]
    is_enum = any(get_origin(part) is Literal and get_args(part) != ("",) for part in parts)
    return [part for part in parts if not (is_enum and part is str)]


def _resolved(hint: Any, module: str) -> Any:
    """The type behind NotRequired and quotation marks."""
    while get_origin(hint) in (NotRequired, Required):
        hint = get_args(hint)[0]
    if isinstance(hint, ForwardRef):
        hint = hint.__forward_arg__
    if isinstance(hint, str):
        return _resolved(eval(hint, vars(sys.modules[module])), module)  # noqa: S307 - the SDK's own hints
    return hint


def check_ours(method: str, url: str, params: Any, options: Any) -> None:
    """What the types don't say: a key for whatever changes something, the currency and Stripe's 30p."""
    if method == "post" and not 0 < len(options.get("idempotency_key", "")) <= LONGEST_KEY:
        raise BadRequest(f"{url}: no idempotency key")
    if "currency" in params and (params["currency"] != "gbp" or params["amount"] < SMALLEST):
        raise BadRequest(f"{url}: {params['amount']} {params['currency']}")
    if any(not isinstance(value, str) or len(value) > 500 for value in params.get("metadata", {}).values()):
        raise BadRequest(f"{url}: metadata")
