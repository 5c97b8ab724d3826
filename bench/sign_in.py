"""Whether answers tell which addresses have an account: `make bench-signin`.

Each of four forms is sent 200 times with addresses that have an account and 200 times with others, taken in
turn, each from a network of its own, so that no limit is reached. Compared are status, length and time: their
medians, and by a Mann-Whitney test how likely such a difference would be if the two took the same time.
"""

import argparse
import math
import re
import statistics
import sys
import time
from collections.abc import Mapping
from itertools import count

from bench.__main__ import machine, output, prepared

PASSWORD = "kettle window lorry"  # noqa: S105 - of accounts that exist in the benchmark only
FORMS: Mapping[str, tuple[str, str, dict[str, str]]] = {
    "sign-in, wrong password": ("/account/login/", "username", {"password": "a wrong guess"}),
    "code by email": ("/account/login/code/", "email", {}),
    "new password": ("/password-reset/", "email", {}),
    "opening an account": ("/account/register/", "email", {"password": PASSWORD}),
}
TOKENS = re.compile(r'value="\w{64}"|nonce="[^"]*"')


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--tries", type=int, default=200)
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.inside:
        measure(given.tries)
        return
    env = prepared("12")
    sys.stdout.write(output(env, "-m", "bench.sign_in", "--inside", "--tries", str(given.tries)))
    print(f"\n{given.tries} tries each, on {machine()}.")


def measure(tries: int) -> None:
    import django

    django.setup()
    from django.db import transaction

    print("| form | statuses | lengths | known, ms | unknown, ms | difference, ms | p |")
    print("|---|---|---|---:|---:|---:|---:|")
    run = f"{time.time():.0f}"
    with transaction.atomic():
        people(run, tries)
        for name in FORMS:
            row(name, run, tries)
        transaction.set_rollback(True)


def people(run: str, tries: int) -> None:
    """Accounts with confirmed addresses, all with one hash: making each takes a tenth of a second."""
    from django.contrib.auth.hashers import make_password
    from django.utils import timezone

    from shop.accounts.models import User

    password, now = make_password(PASSWORD), timezone.now()
    User.objects.bulk_create(
        User(email=f"k{number:05}.{run}@example.com", password=password, email_confirmed_at=now)
        for number in range(tries)
    )


def row(name: str, run: str, tries: int) -> None:
    times: dict[str, list[float]] = {"k": [], "u": []}
    seen: dict[str, set[tuple[int, int]]] = {"k": set(), "u": set()}
    for number in range(-5, tries):  # the first warm up
        for kind in ("ku", "uk")[number % 2]:
            status, length, taken = ask(name, f"{kind}{number % tries:05}.{run}@example.com")
            if number >= 0:
                times[kind].append(1000 * taken)
                seen[kind].add((status, length))
    known, unknown = statistics.median(times["k"]), statistics.median(times["u"])
    same = "same" if seen["k"] == seen["u"] else f"{sorted(seen['k'])} / {sorted(seen['u'])}"
    statuses = ", ".join(sorted({str(status) for status, _ in seen["k"] | seen["u"]}))
    p = mann_whitney(times["k"], times["u"])
    print(
        f"| {name} | {statuses} | {same} | {known:.2f} | {unknown:.2f} | {known - unknown:+.2f} | {p:.3f} |"
    )


_networks = count(1)


def ask(name: str, email: str) -> tuple[int, int, float]:
    """Status, length without tokens, and seconds of one try in a new browser and from a new network."""
    from django.test import Client

    path, field, more = FORMS[name]
    number = next(_networks)
    client = Client(
        REMOTE_ADDR=f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}", HTTP_HOST="localhost"
    )
    began = time.perf_counter()
    answer = client.post(path, {field: email, **more})
    taken = time.perf_counter() - began
    return answer.status_code, len(TOKENS.sub("", answer.content.decode())), taken


def mann_whitney(first: list[float], second: list[float]) -> float:
    """The two-sided p of the U test by its normal approximation, good for more than twenty values each."""
    ranked = sorted([(value, 0) for value in first] + [(value, 1) for value in second])
    ranks = sum(place for place, (_, which) in enumerate(ranked, start=1) if which == 0)
    n, m = len(first), len(second)
    u = ranks - n * (n + 1) / 2
    z = (u - n * m / 2) / math.sqrt(n * m * (n + m + 1) / 12)
    return math.erfc(abs(z) / math.sqrt(2))


if __name__ == "__main__":
    main()
