"""Pages made of component libraries as teams use them, with the libraries' own examples and scripts."""

from __future__ import annotations

import html
import json
import re
import threading
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

HERE = Path(__file__).with_name("components")
#: Has every element with an id of its own named by Testing Library's own reading of ACCNAME, and tells the server.
JUDGE = """<script type="module">
import { computeAccessibleName } from "/node_modules/dom-accessibility-api/dist/index.mjs";
await new Promise((done) => setTimeout(done, 1000)); // What a library opens is open by then.
const isOwn = ({ id }) => document.querySelectorAll(`#${CSS.escape(id)}`).length === 1;
const own = [...document.querySelectorAll("main [id]")].filter(isOwn);
const names = Object.fromEntries(own.map((el) => [el.id, computeAccessibleName(el)]));
await fetch("/names/{name}", { method: "POST", body: JSON.stringify(names) });
</script>"""


@dataclass(frozen=True, slots=True)
class ComponentPage:
    """`says`: phrases that must be among those said item by item, `stops` by Tab; `never`: what must not be said."""

    name: str
    library: str
    fixtures: Sequence[Sequence[str]] = ()
    html: str = ""
    spoil: Sequence[Sequence[str]] = ()
    says: Sequence[str] = ()
    stops: Sequence[str] = ()
    never: Sequence[str] = ()


def component_pages() -> list[ComponentPage]:
    return [ComponentPage(**page) for page in _table("pages.toml")["pages"]]


def write_examples(library: str, root: Path) -> list[str]:
    """Every example of every component that a library brings, those of one component on one page; the pages' names."""
    folder, names = root / "node_modules" / str(_library(library)["fixtures"]), list[str]()
    for file in sorted(folder.glob("*/fixtures.json")):
        examples = [str(one["html"]) for one in json.loads(file.read_text("utf-8"))["fixtures"]]
        names.append(f"every-{library}-{file.parent.name}")
        (root / f"{names[-1]}.html").write_text(_whole(library, names[-1], "<hr>".join(examples)), encoding="utf-8")
    return names


def _whole(library: str, title: str, inside: str) -> str:
    page = str(_library(library)["page"])
    return page.replace("{title}", html.escape(title)).replace("{html}", inside)


def _library(name: str) -> dict[str, object]:
    library: dict[str, object] = _table("libraries.toml")[name]  # type: ignore[assignment]
    return library


def _table(name: str) -> dict[str, list[dict[str, object]]]:
    return tomllib.loads((HERE / name).read_text("utf-8"))


def write_pages(root: Path) -> None:
    """Each as NAME.html into `root`, which has the packages in node_modules."""
    for page in component_pages():
        (root / f"{page.name}.html").write_text(_page(page, root), encoding="utf-8")


def _page(page: ComponentPage, root: Path) -> str:
    fixtures = root / "node_modules" / str(_library(page.library).get("fixtures", ""))
    examples = [_fixture(fixtures, *names) for names in page.fixtures]
    inside = "\n".join([*examples, page.html])
    for pattern, instead in page.spoil:
        inside = re.sub(pattern, instead, inside)
    return _whole(page.library, page.name, inside) + JUDGE.replace("{name}", page.name)


def _fixture(folder: Path, component: str, name: str) -> str:
    fixtures = json.loads((folder / component / "fixtures.json").read_text("utf-8"))["fixtures"]
    return next(str(one["html"]) for one in fixtures if one["name"] == name)


class _Quiet(SimpleHTTPRequestHandler):
    #: By page, what another reading of the specification names each of its elements, by its id.
    names: ClassVar[dict[str, dict[str, str]]] = {}

    def do_POST(self) -> None:
        told = self.rfile.read(int(self.headers["Content-Length"]))
        self.names[self.path.removeprefix("/names/")] = json.loads(told)
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Not on the test's output."""


def names_by_another(page: str) -> dict[str, str]:
    """Of a page that has been read: the name of each element that has an id."""
    return _Quiet.names[page]


@contextmanager
def served(root: Path) -> Iterator[str]:
    """The address of a server of this folder."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(root)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
