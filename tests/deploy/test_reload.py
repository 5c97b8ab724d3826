"""`systemctl reload plainsong-web` puts new workers in the place of the old ones."""

import signal
import time
from concurrent.futures import ThreadPoolExecutor

from tests.deploy.granian_unit import started_as_a_unit, status, workers
from tests.support.opened_shop import OpenedShop


def test_nobody_notices_a_reload(opened_shop: OpenedShop) -> None:
    """The unit's own command and signal: all workers are new ones, and no visitor has been refused."""
    with started_as_a_unit(opened_shop.env) as (base, web), ThreadPoolExecutor(4) as visitors:
        old = workers(web.pid)
        web.send_signal(signal.SIGHUP)
        asked = []
        while old & workers(web.pid):
            asked.append(visitors.submit(status, f"{base}/account/login/"))
            time.sleep(0.2)
        assert len(workers(web.pid)) == len(old) == 2
        assert {answer.result() for answer in asked} == {200}
