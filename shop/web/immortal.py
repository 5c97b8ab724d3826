"""Makes the code immortal before the web workers are forked, so that they go on sharing its memory.

Whoever uses an object counts that in the object itself, so that by and by each web worker gets a copy of most
of the code. Since Python 3.12 objects with the highest count are immortal (PEP 683): they are neither counted
nor freed. What a web server loads before the fork stays until its end anyway.
"""

import ctypes
import gc
import sys
import sysconfig
from collections.abc import Iterator
from types import CodeType

KNOWN = ((3, 12), (3, 13))  # later ones have a layout of their own, and from 3.15 on a function for it
HIGHEST = 0xFFFFFFFF  # in the first four bytes of an object


def make_immortal() -> int:
    """Make all objects that are there now immortal. Returns how many; 0 in a Python that isn't known."""
    if not is_known():
        return 0
    waiting = gc.get_objects()
    seen = set(map(id, waiting))
    while waiting:
        for one in waiting:
            ctypes.c_uint32.from_address(id(one)).value = HIGHEST
        found = {id(part): part for part in _parts(waiting)}
        waiting = [part for key, part in found.items() if key not in seen]
        seen.update(found)
    return len(seen)


def is_known() -> bool:
    """Whether this is a Python in which the count lies where we write it."""
    usual = sys.implementation.name == "cpython" and sys.byteorder == "little" and sys.maxsize > 2**32
    return usual and sys.version_info[:2] in KNOWN and not sysconfig.get_config_var("Py_GIL_DISABLED")


def _parts(owners: list[object]) -> Iterator[object]:
    """What these hold. The collector doesn't know that code holds anything."""
    yield from gc.get_referents(*owners)
    for one in owners:
        if type(one) is CodeType:  # `isinstance` would make lazy objects real
            yield from (one.co_filename, one.co_name, one.co_qualname)
            yield from (one.co_consts, one.co_names, one.co_linetable, one.co_exceptiontable)
