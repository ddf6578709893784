"""The facilitator signs in once: every run begins with a copy of it, and nothing of it is on the disk."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QUrl
from pytestqt.qtbot import QtBot

from empathylab.domain.service import Service
from empathylab.files.layers import layers_over
from empathylab.session.flow import Input
from empathylab.session.stages import Stage
from empathylab.ui.facilitator.setup.sign_in_page import SignInPage
from empathylab.ui.page.allowed import Allowed, Refused
from empathylab.ui.page.channel import ISOLATED_WORLD
from empathylab.ui.page.locked_page import LockedPage
from empathylab.ui.page.page_inputs import PageInputs, SignIn
from empathylab.ui.reader.page_reader import load_page
from empathylab.ui.visit.screens.service_ended import ServiceEndedScreen
from support.own_page_lab import page_js
from support.participant_lab import Station
from support.service_lab import begin_run, offer, service_at
from support.service_site import Pages, Reply, Request, Site, serving, to

PASSWORD = "zyzzyva-secret"
BOX = "Basic " + base64.b64encode(f"tester:{PASSWORD}".encode()).decode()
TOKEN = "zyzzyva-token"


def login(request: Request) -> str | Reply:
    if request.form.get("password") == PASSWORD:
        return to("/", Set_Cookie=f"session={TOKEN}; HttpOnly; SameSite=Lax; Path=/")
    return "<!doctype html><html lang='en'><title>Sign in</title><form method='post'><input name='password'></form>"


def start(request: Request) -> str | Reply:
    """Who is known is given a mark that the next run must not have."""
    cookies = request.headers.get("Cookie", "")
    if f"session={TOKEN}" not in cookies:
        return to("/login")
    page = f"<!doctype html><html lang='en'><title>Order</title><h1>Known{' before' if 'mark' in cookies else ''}</h1>"
    return Reply(page, headers={"Set-Cookie": "mark=1; Path=/"})


def box(request: Request) -> str | Reply:
    if request.headers.get("Authorization") != BOX:
        return Reply("Who?", 401, {"WWW-Authenticate": 'Basic realm="service"'})
    return "<!doctype html><html lang='en'><title>Order</title><h1>Known by the box</h1>"


PARTS = "<!doctype html><title>come</title><p>Here<img src='/box'><img src='/counted'><iframe src='/box'></iframe>"
DIGEST = {"WWW-Authenticate": 'Digest realm="service", nonce="0", qop="auth"'}
PAGES: Pages = {"/": start, "/login": login, "/box": box, "/parts": PARTS, "/counted": Reply("", 401, DIGEST)}


@pytest.fixture
def site() -> Iterator[Site]:
    with serving(PAGES) as site:
        yield site


def sign_in_page(station: Station, monkeypatch: pytest.MonkeyPatch) -> SignInPage:
    """With the services that the station knows."""
    station.lab.open_facilitator()
    desk = station.lab.facilitator.window.desk  # type: ignore[union-attr]
    monkeypatch.setattr(type(desk), "library", property(lambda _desk: station.director.services.library))
    page = SignInPage(desk, station.lab.sign_ins)
    page.resize(1000, 700)
    page.show()
    return page


def heading(station: Station) -> str:
    return str(page_js(station, "document.querySelector('h1')?.textContent"))


def next_run(station: Station, service: Service) -> None:
    station.director.take(Input.RESET)
    offer(station, service)
    begin_run(station)


def test_every_run_begins_with_the_sign_in_and_leaves_nothing(
    station: Station,
    site: Site,
    monkeypatch: pytest.MonkeyPatch,
    records_folder: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(0)
    service = service_at(f"{site.origin}/")
    offer(station, service)
    page = sign_in_page(station, monkeypatch)
    page.keep()
    assert "There is nothing to keep yet" in page.said.text()
    page.open_button.click()
    web = page._page
    assert web is not None
    station.wait(lambda: web.title() == "Sign in", "the login")
    script = f"document.querySelector('input').value = '{PASSWORD}'; document.querySelector('form').submit()"
    web.runJavaScript(script, ISOLATED_WORLD.value)
    station.wait(lambda: web.title() == "Order", "the service")
    station.wait(lambda: len(page._cookies) == 2, "what it is known by")
    page.keep_button.click()
    assert "Kept for “Order a bin” until the lab is closed." in page.said.text()
    kept = station.lab.sign_ins.of(service.id)
    assert TOKEN not in repr(kept)
    for _ in range(2):
        next_run(station, service)
        assert heading(station) == "Known before", "with the copy of what the facilitator had"
    page.forget_button.click()
    next_run(station, service)
    assert page_js(station, "document.title") == "Sign in"
    page.user.setText("tester")
    page.password.setText(PASSWORD)
    page.keep_button.click()
    assert page.password.text() == ""
    next_run(station, service_at(f"{site.origin}/box"))
    assert heading(station) == "Known by the box"
    page.deleteLater()
    station.director.take(Input.RESET)
    assert PASSWORD not in caplog.text
    assert TOKEN not in caplog.text
    written = b"".join(path.read_bytes() for path in records_folder.rglob("*") if path.is_file())
    assert PASSWORD.encode() not in written
    assert TOKEN.encode() not in written


def asked_for_login(site: Site) -> list[tuple[str, str | None]]:
    return [(each.path, each.headers.get("Authorization")) for each in site.asked if each.path != "/parts"]


@pytest.mark.parametrize(
    ("path", "came"),
    [("/box", [("/box", None)]), ("/parts", [("/box", None)] * 2 + [("/counted", None)])],
    ids=["a page", "its parts"],
)
def test_a_box_that_nobody_answers_gets_no_empty_logins(
    qtbot: QtBot, site: Site, path: str, came: list[tuple[str, str | None]]
) -> None:
    page = LockedPage(layers_over(), QCoreApplication.instance(), Allowed([site.origin]))
    refused: list[Refused] = []
    page.refused.connect(refused.append)
    with qtbot.waitSignal(page.loadFinished, timeout=60_000):
        page.load(QUrl(site.origin + path))
    with qtbot.waitSignal(page.destroyed):
        page.deleteLater()
    assert sorted(asked_for_login(site), key=str) == came
    assert refused == [Refused("login")] * len(came)


def test_a_wrong_password_is_sent_once(qtbot: QtBot, site: Site) -> None:
    given = PageInputs(SignIn(user="tester", password="wrong"))
    page = LockedPage(layers_over(), QCoreApplication.instance(), Allowed([site.origin]), given)
    with qtbot.waitSignal(page.loadFinished, timeout=60_000):
        page.load(QUrl(f"{site.origin}/box"))
    with qtbot.waitSignal(page.destroyed):
        page.deleteLater()
    assert [login and base64.b64decode(login.split()[1]) for _, login in asked_for_login(site)] == [
        None,
        b"tester:wrong",
    ]


def test_a_page_is_read_although_a_part_of_it_asks_who_one_is(site: Site) -> None:
    assert load_page(f"{site.origin}/parts").content.page.title == "come"
    assert len(asked_for_login(site)) == 3


def test_who_did_not_sign_in_is_told_calmly(station: Station, site: Site, allowed_logs: list[str]) -> None:
    allowed_logs.append("asks who you are")
    offer(station, service_at(f"{site.origin}/box"))
    station.agree()
    station.go_to(Stage.FIRST)
    station.wait(lambda: isinstance(station.screen, ServiceEndedScreen), "the calm screen")
