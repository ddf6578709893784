"""Serves web-platform-tests with a driver of our own: what a test asks of the browser, the reader answers."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

# Page and reader live in different worlds and share only the DOM: the question is an event, the answer an attribute.
_DRIVER = """
  const ask = (el, what) => {
    el.dispatchEvent(new CustomEvent("lab-ask", { bubbles: true, composed: true }));
    const root = document.documentElement;
    const answer = root.getAttribute(what);
    root.removeAttribute("lab-role");
    root.removeAttribute("lab-name");
    return answer;
  };
  test_driver_internal.get_computed_role = async (el) => ask(el, "lab-role");
  test_driver_internal.get_computed_label = async (el) => ask(el, "lab-name");
"""
_REPORT = """
  add_completion_callback((tests) => {
    globalThis.labResults = tests.map(
      (one) => ({ title: one.name, fault: one.status ? one.message || "no result" : "" }));
  });
"""
#: The reader's side, for the isolated world. Fields without a role of their own in ARIA have the reader's words for
#: them ("date"); there the engine's own answer counts.
ANSWER = """
  document.addEventListener("lab-ask", (event) => {
    labReader.walk(document.body, 0);
    const el = event.composedPath()[0];
    const role = labReader.roleOf(el);
    const isOwnWord = /^(date|time|datetime|month|week|color|file|frame|video|audio)$/.test(role);
    const name = labReader.describe(el, role, 0).name ?? labReader.tidy(el.computedName);
    document.documentElement.setAttribute("lab-role", isOwnWord ? el.computedRole : role);
    document.documentElement.setAttribute("lab-name", name);
  });
"""
_OURS = {"/resources/testdriver-vendor.js": _DRIVER, "/resources/testharnessreport.js": _REPORT}


class _Handler(SimpleHTTPRequestHandler):
    def do_GET(self) -> None:  # noqa: N802 - the library's name
        ours = _OURS.get(urlsplit(self.path).path)
        if ours is None:
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/javascript")
        self.end_headers()
        self.wfile.write(ours.encode())

    def guess_type(self, path: str | os.PathLike[str]) -> str:
        kind = super().guess_type(path)
        return f"{kind}; charset=utf-8" if kind == "text/html" else kind

    def log_message(self, *_: object) -> None:
        """Not on the test's output."""


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The folder's address while the block runs."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
