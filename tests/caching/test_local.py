"""LocalCache: an entry is dropped when its state changes, its time is over or the cache is full."""

from itertools import count

from shop.caching.version import LocalCache


def test_a_thing_is_made_once_for_a_state() -> None:
    cache, made = LocalCache[str, int](most=5), count(1)
    assert [cache.get("a", state=state, make=lambda: next(made)) for state in (1, 1, 2, 2)] == [1, 1, 2, 2]


def test_a_thing_grows_old() -> None:
    cache, made = LocalCache[str, int](most=5, seconds=-1), count(1)
    assert [cache.get("a", state=1, make=lambda: next(made)) for _ in range(2)] == [1, 2]


def test_the_oldest_makes_room() -> None:
    cache, made = LocalCache[int, int](most=2), count(1)
    for key in (1, 2, 3):
        cache.get(key, state=1, make=lambda: next(made))
    assert [cache.get(key, state=1, make=lambda: 0) for key in (2, 3, 1)] == [2, 3, 0]


def test_that_there_is_none_is_asked_again() -> None:
    cache = LocalCache[str, int](most=5)
    assert cache.get("a", state=1, make=lambda: None) is None
    assert cache.get("a", state=1, make=lambda: 1) == 1


def test_a_value_made_for_an_old_state_is_not_cached() -> None:
    cache = LocalCache[str, str](most=5)

    def slow() -> str:
        cache.get("b", state=2, make=lambda: "")  # another thread has seen the change meanwhile
        return "old"

    assert cache.get("a", state=1, make=slow) == "old"
    assert cache.get("a", state=2, make=lambda: "new") == "new"
