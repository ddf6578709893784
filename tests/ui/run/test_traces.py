"""What one visitor's page left everywhere that a browser keeps anything is nowhere in the next visitor's."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path

import pytest

from empathylab.ui.page.allowed import Allowed
from support.service_site import Pages, Reply, Request, Site, serving
from support.web_station import WebStation, wait_until

pytestmark = [pytest.mark.attack, pytest.mark.usefixtures("qapp")]

_TRACES = (Path(__file__).parents[2] / "support" / "traces.js").read_text(encoding="utf-8")
_PAGE = (
    '<!doctype html><html lang="en"><title>wait</title><link rel="icon" href="/icon.png"><h1>Traces</h1>'
    '<script src="/kept.js"></script><img src="/image.png" alt=""><script type="module" src="/traces.js"></script>'
)
_FOR_EVER = {"Cache-Control": "public, max-age=31536000, immutable", "ETag": '"planted"'}
_BOX = "Basic " + base64.b64encode(b"sam:secret").decode()
#: In this engine nothing to plant: what a page may not have (permissions, storage that lasts).
_NOT_HERE = {"permission", "lasting storage"}


def script(words: str) -> Reply:
    return Reply(words, headers={"Content-Type": "text/javascript", **_FOR_EVER})


def box(request: Request) -> Reply:
    """It asks for a name and a password, as the engine's own box would be filled in."""
    if request.headers.get("Authorization") != _BOX:
        return Reply("Who?", 401, {"WWW-Authenticate": 'Basic realm="service"'})
    return Reply("<!doctype html><title>known</title><h1>Known</h1>")


PAGES: Pages = {
    "/": Reply(_PAGE, headers={"Set-Cookie": "planted-by-header=1; Max-Age=99999; HttpOnly", "Accept-CH": "DPR"}),
    "/traces.js": script(_TRACES),
    "/kept.js": script("0"),
    "/worker.js": Reply("self.onfetch = () => {};", headers={"Content-Type": "text/javascript"}),
    "/shared.js": Reply(
        "let count = 0; onconnect = ({ ports: [port] }) => { port.onmessage = () => port.postMessage(++count); };",
        headers={"Content-Type": "text/javascript"},
    ),
    "/icon.png": Reply("", headers={"Content-Type": "image/png", **_FOR_EVER}),
    "/image.png": Reply("", headers={"Content-Type": "image/png", **_FOR_EVER}),
    "/box": box,
}


@pytest.fixture
def site() -> Iterator[Site]:
    with serving(PAGES) as site:
        yield site


def title_after(station: WebStation, address: str, beginning: str) -> str:
    def title() -> str:
        return station.view.page.title() if station.view.page is not None else ""

    station.start(address)
    wait_until(lambda: title().startswith(beginning), beginning)
    return title().removeprefix(beginning).strip()


def test_nothing_that_a_page_kept_is_there_for_the_next_visitor(site: Site) -> None:
    station = WebStation(allowed=Allowed([site.origin]))
    not_planted = title_after(station, f"{site.origin}/?plant", "not planted:")
    assert set(not_planted.split(", ")) <= {"", *_NOT_HERE}
    title_after(station, f"{site.origin.replace('://', '://sam:secret@')}/box", "known")
    station.view.end()
    before = list(site.asked)
    assert [each for each in before if each.headers.get("Authorization") == _BOX]

    assert title_after(station, f"{site.origin}/?look", "found:") == ""
    after = site.asked[len(before) :]
    station.close()
    of_first = {each.path for each in before}
    assert {"/kept.js", "/image.png"} <= of_first & {each.path for each in after}, "they were not asked for again"
    assert not {"Authorization", "Cookie", "If-None-Match", "If-Modified-Since", "DPR"} & after[0].headers.keys()
    kept = [each for each in after if "If-None-Match" in each.headers or each.headers.get("Authorization") == _BOX]
    assert [each.path for each in kept] == []
    assert not {each.port for each in before} & {each.port for each in after}, "a connection was used again"
