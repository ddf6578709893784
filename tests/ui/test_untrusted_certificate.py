"""A service behind a certificate that this computer does not trust: one clear sentence everywhere, and no way round."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from test_service_ended import see_the_end, start_run

import support
from support.own_page_lab import start_page
from support.participant_lab import Station
from support.programs import environment
from support.service_lab import service_at
from support.service_site import Site, serving

CERTIFICATE = Path(support.__file__).with_name("untrusted.pem")
TOLD = "shows a certificate that this computer does not trust"


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with serving({"/": "<!doctype html><title>Order a bin</title><h1>Order a bin</h1>"}, CERTIFICATE) as made:
        yield made


@pytest.fixture(autouse=True)
def _told(allowed_logs: list[str]) -> None:
    allowed_logs.append("Order a bin")


def test_a_visitor_at_such_a_service_goes_on_without_it(station: Station, site: Site) -> None:
    start_run(station, service_at(f"{site.origin}/"))
    told = see_the_end(station)
    assert told.startswith(f"“Order a bin” {TOLD}")
    assert told.endswith("Ask whoever runs it for one that is trusted.")
    assert site.asked == []


def test_a_team_s_own_page_there_is_not_shown(station: Station, site: Site) -> None:
    start_page(station, f"{site.origin}/")
    station.wait(lambda: any(TOLD in words for words in station.words()), "the sentence")
    assert site.asked == []


@pytest.mark.parametrize("command", ["read", "cost"])
def test_a_command_says_so_and_reads_nothing(site: Site, command: str) -> None:
    asked = [sys.executable, "-m", "empathylab", command, f"{site.origin}/"]
    done = subprocess.run(asked, capture_output=True, text=True, timeout=120, env=environment())
    assert (done.returncode, done.stdout) == (1, "")
    (line,) = done.stderr.splitlines()
    assert TOLD in line
    assert site.asked == []
