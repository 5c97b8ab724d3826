"""The two machines of `make try-production`: network namespaces where they can be made."""

import os
import shutil
import subprocess

import pytest

from bench.production.machines import Machine, machines, shared_address

MADE = {"MACHINES": "10.77.3.1,shop7-a,shop7a 10.77.3.2,shop7-b,shop7b", "SHARED_ADDRESS": "10.77.3.254"}
CAN_MAKE_THEM = shutil.which("ip") is not None and os.geteuid() == 0
# What the first machine gets from a server at the shared address, before and after its cable is pulled.
ASKS = """
read -r first second <<<"$MACHINES"
IFS=, read -r address namespace cable <<<"$first"
echo "$namespace"
python3 -m http.server --bind "$SHARED_ADDRESS" 8123 >/dev/null 2>&1 &
server=$!
trap 'kill $server' EXIT
get() { ip netns exec "$namespace" python3 -c "
import urllib.request
urllib.request.urlopen('http://$SHARED_ADDRESS:8123/', timeout=1)" 2>/dev/null; }
for _ in $(seq 50); do get && break; sleep 0.1; done
get && echo reached
ip link set "$cable" down
get || echo cut off
"""


def test_both_are_this_machine_without_namespaces() -> None:
    assert machines({}) == [Machine("a"), Machine("b")]
    assert (machines({})[0].inside(["granian"]), shared_address({})) == (["granian"], "127.0.0.1")


def test_commands_run_inside_their_namespace() -> None:
    second = machines(MADE)[1]
    assert (second.address, second.cable, shared_address(MADE)) == ("10.77.3.2", "shop7b", "10.77.3.254")
    assert second.inside(["granian"]) == ["ip", "netns", "exec", "shop7-b", "granian"]


@pytest.mark.skipif(not CAN_MAKE_THEM, reason="namespaces need root and iproute2")
def test_a_machine_reaches_the_shared_servers_until_its_cable_is_pulled() -> None:
    command = ["bin/with-machines", "bash", "-c", ASKS]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)  # noqa: S603
    if "process groups" in done.stderr:
        pytest.skip("this machine makes no namespaces")
    namespace, *found = done.stdout.splitlines()
    assert found == ["reached", "cut off"]
    left = subprocess.run(["ip", "netns"], capture_output=True, text=True, check=True).stdout  # noqa: S607
    assert namespace not in left


def test_without_them_the_command_runs_and_it_is_said() -> None:
    bash = shutil.which("bash") or "bash"
    command = [bash, "bin/with-machines", bash, "-c", "echo machines: ${MACHINES:-none}"]
    nothing = {"PATH": "/nowhere"}
    done = subprocess.run(command, capture_output=True, text=True, env=nothing, check=False)  # noqa: S603
    assert (done.stdout, "process groups" in done.stderr) == ("machines: none\n", True)
