"""A team's service on a station: how soon a page can be used once its server answered, and what recording costs."""

from __future__ import annotations

import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from empathylab.bench.figure import Figure, percentile
from empathylab.bench.station import pause, timed
from empathylab.domain.event_log import LogEntry
from empathylab.domain.events import KeyClass, KeyHandled
from empathylab.domain.service import Finish, Service, Version
from empathylab.domain.session import Condition, HelpState, Session, Twin
from empathylab.domain.spec import Spec
from empathylab.domain.task import CardLine
from empathylab.speech.voices import SilentVoice
from empathylab.storage import open_store
from empathylab.ui.page.allowed import Allowed
from empathylab.ui.page.application import make_application
from empathylab.ui.page.asking import ask
from empathylab.ui.page.page_inputs import PageInputs
from empathylab.ui.page.scripts import call, script
from empathylab.ui.run.run_view import RunView
from empathylab.ui.sound.audio import MainThreadCaller
from empathylab.vision.simulations.acuity import Acuity

_FIELDS = 300
_LENS = Spec(Acuity.id, {"logmar": 0.7, "log_cs": 1.12})
_CARD = (CardLine(field="name", label="Name", value="Sam Reed"),)
_NAMED = 100


def figures(quick: bool) -> list[Figure]:
    """On the real view under the lens, with a real server and real records."""
    qt = make_application()
    view = RunView(SilentVoice(MainThreadCaller()))
    view.resize(1280, 800)
    view.show()
    with _serving() as (address, answered):
        found = [*_ready(view, address, answered, repeats=3 if quick else 9), _naming(view)]
    view.end()
    view.close()
    qt.processEvents()
    return [*found, _recording(500 if quick else 5_000)]


def _ready(view: RunView, address: str, answered: list[float], repeats: int) -> list[Figure]:
    samples = []
    service = _service(address)
    condition = Condition("bench", Twin.SERVICE, "a", simulations=(_LENS,), version="today", help=HelpState.WITHOUT)
    for _ in range(repeats):
        view.end()
        view.allow(Allowed(service.allowed), PageInputs(service=service))
        pause(400)
        answered.clear()
        timed(lambda: view.start(condition, address), view.ready)
        samples.append((time.perf_counter() - answered[0]) * 1000)
    note = f"a page of {_FIELDS} fields"
    return [
        Figure(
            "a service's page ready after its server answered, under the lens",
            percentile(samples, 50),
            "ms",
            1000,
            note=note,
        )
    ]


def _naming(view: RunView) -> Figure:
    """What a field is called, worked out in the page."""
    told: list[object] = []
    assert view.page is not None
    ask(view.page, script("bench-services.js") + call("labBench.naming", _NAMED), told.append, view)
    while not told:
        pause(10)
    value = told[0]
    spent_ms = float(value) if isinstance(value, int | float) else 0.0
    return Figure(
        "a field's name for the record, on each move of the focus", spent_ms, "ms", 1, note=f"of {_FIELDS} fields"
    )


def _recording(keys: int) -> Figure:
    """A key into the records of a visit, as the station waits for it."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder))
        store.begin_session(Session("bench", "Bench", "ours", ("claudia",), datetime.now().astimezone(), "0", 1))
        samples = []
        for place in range(keys):
            entry = LogEntry(place, place, KeyHandled(KeyClass.CHARACTER))
            started = time.perf_counter()
            store.record("bench", entry)
            samples.append((time.perf_counter() - started) * 1000)
        store.close()
    return Figure("a key recorded, 99th percentile", percentile(samples, 99), "ms", 1)


def _service(address: str) -> Service:
    return Service(
        format=1,
        kind="service",
        id="bench",
        title="Bench",
        service="Bench",
        intro="Bench.",
        versions=(Version(id="today", name="Today", starts_at=address),),
        finished_when=Finish(heading="Never"),
        allowed=(address.rstrip("/"),),
        cards={"a": _CARD, "b": _CARD},
    )


@contextmanager
def _serving() -> Iterator[tuple[str, list[float]]]:
    """A service on this computer; the list has when each answer was on its way."""
    answered: list[float] = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(answered))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/", answered
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)


def _handler(answered: list[float]) -> type[BaseHTTPRequestHandler]:
    """Answers with one form, and notes when."""
    rows = "".join(f"<p><label for='f{place}'>Field {place}</label><input id='f{place}'>" for place in range(_FIELDS))
    page = f"<!doctype html><html lang='en'><title>Bench</title><h1>Bench</h1><form>{rows}</form></html>".encode()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(page)))
            self.end_headers()
            self.wfile.write(page)
            answered.append(time.perf_counter())

        def log_message(self, *_: object) -> None:
            """Nothing among the figures."""

    return Handler
