"""How long the claims check takes: one guide of about 1,000 words in 40 blocks, and 1,000 live ones.

`make bench-claims`. Makes a database of its own, fills it with the demo and copies of a guide, and scans it.
Judged by processor time, which others on the machine don't change; what the clock said stands beside it.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
import uuid
from collections.abc import Callable
from typing import Any

GUIDE_MS, PAGES_SECONDS = 100, 60
BLOCKS, WORDS = 40, 1000


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--pages", type=int, default=1000)
    pages = options.parse_args().pages
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"VAR_DIR": folder, "DJANGO_SETTINGS_MODULE": "shop.settings.demo"}
        os.environ.pop("DATABASE_URL", None)
        prepare()
        guide = one_guide()
        one = time_one(guide)
        copies(guide, pages)
        sys.exit(report(one, *time_all()))


def prepare() -> None:
    """Load the complete demo."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("load_demo", verbosity=0)


def one_guide() -> Any:
    """A guide out of the demo's texts, until it has its words and blocks."""
    from guides.models import GuidePage

    text = "A warm hand on a small back, slowly, and time for both of you, as long as both of you like it. "
    claim = "In the first month ask your midwife: newborns need no oil. "
    guide = GuidePage.objects.live().first()
    body = [dict(child) for child in guide.body.raw_data]
    words = WORDS // BLOCKS
    while len(body) < BLOCKS:
        shown = (claim if len(body) % 10 == 0 else "") + text * 3
        value = {"text": f"<p>{' '.join(shown.split()[:words])}</p>", "sources": []}
        body.append({"type": "text", "value": value, "id": str(uuid.uuid4())})
    guide.body = guide.body.stream_block.to_python(body)
    return guide


def time_one(guide: Any) -> tuple[float, float]:
    """The median of twenty checks, including reading the page: processor and elapsed milliseconds."""
    from guides.claims.review.scan import findings_of

    findings_of(guide)
    taken = [timed(lambda: findings_of(guide))[1:] for _ in range(20)]
    processor, clock = (statistics.median(column) * 1000 for column in zip(*taken, strict=True))
    return processor, clock


def copies(guide: Any, pages: int) -> None:
    """Live rows with that body; the check doesn't need the page tree."""
    from guides.models import GuidePage

    parent = guide.get_parent()
    body = guide.body.get_prep_value()
    for number in range(pages):
        parent.refresh_from_db()
        page = GuidePage(title=f"Guide {number}", slug=f"copy-{number}", introduction="Slowly.", live=False)
        page.author_id = guide.author_id
        page.body = guide.body.stream_block.to_python(body)
        parent.add_child(instance=page)
    GuidePage.objects.filter(slug__startswith="copy-").update(live=True)


def timed[T](call: Callable[[], T]) -> tuple[T, float, float]:
    """The result, with the processor time and the elapsed time in seconds."""
    processor, clock = time.process_time(), time.perf_counter()
    result = call()
    return result, time.process_time() - processor, time.perf_counter() - clock


def time_all() -> tuple[int, float, float]:
    """The number of scanned pages, with processor time and elapsed time in seconds."""
    from guides.claims.review.scan import scan

    run, processor, clock = timed(scan)
    return run.checked, processor, clock


def report(one: tuple[float, float], checked: int, processor: float, clock: float) -> int:
    """Print, and fail when a budget is exceeded."""
    print(f"One guide of {BLOCKS} blocks: {one[0]:.0f} ms, {one[1]:.0f} by the clock (budget {GUIDE_MS})")
    print(f"{checked} live texts: {processor:.1f} s, {clock:.1f} by the clock (budget {PAGES_SECONDS})")
    return int(one[0] > GUIDE_MS or processor > PAGES_SECONDS)


if __name__ == "__main__":
    main()
