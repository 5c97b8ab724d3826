"""The doctor tells what is right from what is wrong, and its exit code says which."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import dns.resolver
import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from shop.backup import services as backup_services
from shop.deployment import doctor
from shop.deployment.checks import (
    address,
    backups,
    certificate,
    clock,
    email_records,
    files,
    mail_server,
    payments,
    services,
)
from shop.deployment.findings import State, ok, unknown, wrong
from shop.mail import dkim_signing
from shop.mail.trial import send_trial
from shop.monitoring.models import Heartbeat
from shop.payment.services import EndpointState, PaymentsUnavailable
from tests.mail.test_dkim_signing import KEY, written

RIGHT = EndpointState(exists=True, is_enabled=True, missing=())
RECORDS = {
    ("shop.example", "MX"): ["10 mx.shop.example."],
    ("shop.example", "TXT"): ['"v=spf1 include:mail.example -all"', '"other"'],
    ("_dmarc.shop.example", "TXT"): ['"v=DMARC1; p=none"'],
}


def states(check: Any) -> list[State]:
    return [finding.state for finding in check.check()]


def every_check(monkeypatch: pytest.MonkeyPatch, *findings: Any) -> None:
    monkeypatch.setattr(doctor, "CHECKS", {"Oil": lambda: iter(findings)})


def test_nothing_wrong_ends_well(monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    every_check(monkeypatch, ok("pure"), unknown("Its age", "Smell it"))
    call_command("doctor")
    assert "Oil: ok: pure\nOil: can’t be checked here: Its age\n    Smell it\n" in capsys.readouterr().out


def test_something_wrong_says_what_to_do_and_fails(monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    every_check(monkeypatch, ok("pure"), wrong("rancid", "Throw it away"))
    with pytest.raises(CommandError, match="1 thing to mend"):
        call_command("doctor")
    assert "Oil: wrong: rancid\n    Throw it away\n" in capsys.readouterr().out


def test_a_check_that_breaks_doesnt_stop_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = {"Broken": lambda: iter([1 / 0]), "Whole": lambda: iter([ok("well")])}  # type: ignore[list-item]
    monkeypatch.setattr(doctor, "CHECKS", broken)
    assert [finding.state for _, finding in doctor.examine()] == [State.UNKNOWN, State.OK]


def test_every_check_is_in_the_list() -> None:
    modules = {path.stem for path in Path(doctor.__file__).with_name("checks").glob("[a-z]*.py")}
    assert {check.__module__.rpartition(".")[2] for check in doctor.CHECKS.values()} == modules


def resolve(monkeypatch: pytest.MonkeyPatch, records: dict[tuple[str, str], list[str]]) -> None:
    def asked(name: str, kind: str, lifetime: float) -> list[str]:
        if (name, kind) not in records:
            raise dns.resolver.NXDOMAIN
        return records[name, kind]

    monkeypatch.setattr(dns.resolver, "resolve", asked)


@pytest.mark.parametrize("gone", [None, *RECORDS])
def test_each_record_of_the_senders_domain_is_looked_for(
    gone: tuple[str, str] | None, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.DEFAULT_FROM_EMAIL = "Oils <hello@shop.example>"
    resolve(monkeypatch, {name: found for name, found in RECORDS.items() if name != gone})
    assert states(email_records).count(State.WRONG) == (gone is not None)


def test_two_spf_records_are_none(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.DEFAULT_FROM_EMAIL = "hello@shop.example"
    resolve(monkeypatch, RECORDS | {("shop.example", "TXT"): ['"v=spf1 -all"', '"v=spf1 ~all"']})
    assert State.WRONG in states(email_records)


@pytest.fixture
def dkim_key(settings: Any, tmp_path: Path) -> str:
    """The record that DNS should have for our key."""
    settings.DEFAULT_FROM_EMAIL = "hello@shop.example"
    settings.DKIM_SELECTOR, settings.DKIM_KEY_FILE = "mail", written(KEY, tmp_path / "dkim.pem")
    signer = dkim_signing.signer()
    assert signer
    return signer.record


DKIM = ("mail._domainkey.shop.example", "TXT")


def test_dkim_record_with_our_key_is_found_in_pieces(dkim_key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    resolve(monkeypatch, RECORDS | {DKIM: [f'"{dkim_key[:200]}" "{dkim_key[200:]}"']})
    assert states(email_records) == [State.OK] * 4


@pytest.mark.parametrize("found", [[], ['"v=DKIM1; k=rsa; p=MIIB"'], ['"v=DKIM1; p="']])
def test_dkim_record_that_is_missing_or_another_is_wrong(
    found: list[str], dkim_key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    resolve(monkeypatch, RECORDS | ({DKIM: found} if found else {}))
    *others, finding = email_records.check()
    assert finding.state is State.WRONG and dkim_key in finding.advice
    assert {one.state for one in others} == {State.OK}


def test_dkim_key_that_cant_be_read_is_wrong(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.DEFAULT_FROM_EMAIL = "hello@shop.example"
    settings.DKIM_SELECTOR, settings.DKIM_KEY_FILE = "mail", "/nowhere/dkim.pem"
    resolve(monkeypatch, RECORDS)
    assert "/nowhere/dkim.pem" in list(email_records.check())[-1].text


def test_a_name_that_leads_nowhere_is_wrong(settings: Any) -> None:
    settings.SHOP_URL = "https://shop.invalid"
    assert states(address) == [State.WRONG]
    assert states(certificate) == [State.WRONG]


@pytest.mark.parametrize(("days", "state"), [(60, State.OK), (13, State.WRONG)])
def test_a_certificate_ends_in_time_to_renew_it(
    days: int, state: State, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.SHOP_URL = "https://shop.example"
    monkeypatch.setattr(
        certificate, "_expiry", lambda host, port: timezone.now() + timedelta(days=days, hours=1)
    )
    assert states(certificate) == [state]


@pytest.mark.parametrize(("said", "state"), [("yes", State.OK), ("no", State.WRONG), ("", State.UNKNOWN)])
def test_the_clock_is_systemds_word(
    said: str, state: State, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "timedatectl"
    program.write_text(f"#!/bin/sh\necho {said}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    assert states(clock) == [state]


@pytest.mark.parametrize(("mode", "state"), [(0o600, State.OK), (0o640, State.WRONG)])
def test_secrets_that_others_can_read_are_wrong(
    mode: int, state: State, settings: Any, tmp_path: Path
) -> None:
    settings.BASE_DIR, settings.MEDIA_ROOT = tmp_path, str(tmp_path / "media")
    (tmp_path / ".env").touch(mode)
    assert states(files) == [State.OK, state]


def test_uploads_that_cant_be_stored_are_wrong(settings: Any, tmp_path: Path) -> None:
    (tmp_path / "media").write_text("a file in the folder’s place")
    settings.BASE_DIR, settings.MEDIA_ROOT = tmp_path, str(tmp_path / "media")
    assert states(files) == [State.WRONG]


@pytest.mark.parametrize(
    ("mode", "live", "state"),
    [("off", False, State.WRONG), ("stripe", False, State.WRONG), ("stripe", True, State.OK)],
)
def test_only_live_keys_take_money(
    mode: str, live: bool, state: State, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.PAYMENTS, settings.STRIPE_LIVEMODE = mode, live
    monkeypatch.setattr(payments, "look_at_endpoint", lambda *, url: RIGHT)
    assert states(payments)[0] is state


def silent(*, url: str) -> EndpointState:
    raise PaymentsUnavailable("Stripe didn’t answer")


@pytest.mark.parametrize(
    ("asked", "state"),
    [
        (lambda *, url: RIGHT, State.OK),
        (lambda *, url: replace(RIGHT, exists=False), State.WRONG),
        (lambda *, url: replace(RIGHT, is_enabled=False), State.WRONG),
        (lambda *, url: replace(RIGHT, missing=("refund.",)), State.WRONG),
        (silent, State.UNKNOWN),
    ],
)
def test_stripe_says_what_it_sends(
    asked: Any, state: State, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.PAYMENTS, settings.STRIPE_LIVEMODE = "stripe", True
    monkeypatch.setattr(payments, "look_at_endpoint", asked)
    assert states(payments)[1] is state


@pytest.mark.django_db
def test_a_worker_that_never_ran_is_wrong() -> None:
    assert State.WRONG in states(services)


@pytest.mark.django_db
def test_backups_and_drill_have_an_age(settings: Any, tmp_path: Path) -> None:
    settings.BACKUP_TO = ""
    assert states(backups) == [State.WRONG]
    settings.BACKUP_TO = str(tmp_path)
    settings.STORAGES = settings.STORAGES | {
        "backups": {"BACKEND": "shop.backup.folder.BackupFolder", "OPTIONS": {"location": str(tmp_path)}}
    }
    assert states(backups) == [State.WRONG, State.WRONG]
    (tmp_path / timezone.now().strftime("shop-%Y%m%dT%H%M%SZ.tar.age")).touch()
    Heartbeat.objects.create(name=backup_services.DRILL, at=timezone.now())
    assert states(backups) == [State.OK, State.OK]


def test_a_test_email_is_really_sent(mailoutbox: list[Any]) -> None:
    send_trial("owner@shop.example")
    assert [mail.to for mail in mailoutbox] == [["owner@shop.example"]]


def test_a_mail_server_that_is_away_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*aliases: str) -> None:
        raise ConnectionRefusedError(111, "refused")

    monkeypatch.setattr(mail_server, "open_mailer", away)
    assert states(mail_server) == [State.WRONG]


@pytest.mark.parametrize(
    ("header", "counted", "state"),
    [
        ("X-Real-IP", "198.51.100.4", State.OK),
        ("X-Real-IP", address.FORGED, State.WRONG),
        ("X-Real-IP", "", State.WRONG),
        ("", "127.0.0.1", State.WRONG),
        ("", "198.51.100.4", State.OK),
        ("X-Real-IP", None, State.UNKNOWN),
    ],
)
def test_strangers_must_not_choose_the_address_they_count_under(
    header: str, counted: str | None, state: State, settings: Any
) -> None:
    settings.CLIENT_IP_HEADER = header
    assert address._judge(counted).state is state
