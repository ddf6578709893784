"""The scheme `lab:` serves the forms that the lab ships, and those of one's own, and nothing else.

`lab://forms/tasks/missed-bin/start.html` is the file `assets/tasks/missed-bin/start.html`; a form or barrier of one's
own has the same kind of address, and is looked for in the lab folder and its packs. There is no server and no port:
only pages of the lab's own profiles can ask.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QUrl
from PySide6.QtWebEngineCore import QWebEngineUrlRequestJob, QWebEngineUrlScheme, QWebEngineUrlSchemeHandler

from empathylab.files.durable import read_small
from empathylab.files.layers import CLIP, Layers, holds

SCHEME = b"lab"
HOST = "forms"
#: A page with nothing on it, to warm the engine with.
BLANK_URL = "lab://forms/blank.html"

_BLANK_PATH = "/blank.html"
_BLANK = b'<!doctype html><html lang="en"><meta charset="utf-8"><title>Empathy Lab</title></html>'
_CONTENT_POLICY = (
    b"default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    b"font-src 'self'; media-src 'self'; form-action 'self'; base-uri 'none'"
)
_SERVED_FOLDERS = frozenset({"tasks", "tutor", "barriers", "css", "js", "fonts", "words"})
#: What may be of one's own: a folder of such a name for each form and each barrier, and clips among the words.
_LAYERED_FOLDERS = frozenset({"tasks", "barriers", "words"})
#: The window waits while it is read, and the engine has a copy besides. All of a pack is no larger.
LARGEST_SERVED_BYTES = 50_000_000
_TYPES = {
    ".html": b"text/html; charset=utf-8",
    ".css": b"text/css; charset=utf-8",
    ".js": b"text/javascript; charset=utf-8",
    ".json": b"application/json",
    ".svg": b"image/svg+xml",
    ".png": b"image/png",
    ".jpg": b"image/jpeg",
    ".webp": b"image/webp",
    ".ico": b"image/x-icon",
    ".woff2": b"font/woff2",
    ".ttf": b"font/ttf",
    ".otf": b"font/otf",
    ".webm": b"video/webm",
    ".ogg": b"audio/ogg",
    ".wav": b"audio/wav",
    ".vtt": b"text/vtt; charset=utf-8",
}
#: What pages share: their process keeps it in memory, so that the next page of a form asks for nothing but itself.
#: A run has a process of its own.
_KEPT = (b"text/css", b"text/javascript", b"image/", b"font/")


def register() -> None:
    """Make the scheme known to the engine. Call it before the QApplication is made; a second call does nothing."""
    if not QWebEngineUrlScheme.schemeByName(QByteArray(SCHEME)).name().isEmpty():
        return
    scheme = QWebEngineUrlScheme(QByteArray(SCHEME))
    scheme.setSyntax(QWebEngineUrlScheme.Syntax.Host)
    scheme.setFlags(QWebEngineUrlScheme.Flag.SecureScheme | QWebEngineUrlScheme.Flag.CorsEnabled)
    QWebEngineUrlScheme.registerScheme(scheme)


def file_of(url: QUrl, layers: Layers) -> Path | None:
    """The file that the address names, or None when it names nothing that may be served."""
    if url.scheme() != SCHEME.decode() or url.host() != HOST:
        return None
    parts = [part for part in url.path(QUrl.ComponentFormattingOption.FullyDecoded).split("/") if part]
    if len(parts) < 2 or parts[0] not in _SERVED_FOLDERS or Path(parts[-1]).suffix.lower() not in _TYPES:
        return None
    if any(part.startswith(".") or "\\" in part or "\0" in part or ":" in part for part in parts):
        return None
    if parts[0] == "words" and not parts[-1].endswith(CLIP):
        return None
    root = _root_of(parts, layers)
    return None if root is None else _inside(root, parts)


def _root_of(parts: list[str], layers: Layers) -> Path | None:
    """Where the folder lies of which something is asked for: a form is served from one layer alone."""
    if parts[0] not in _LAYERED_FOLDERS:
        return layers.assets
    holder = layers.holder(parts[0], parts[1])
    return None if holder is None else holder.root


def _inside(root: Path, parts: list[str]) -> Path | None:
    """The file below `root`, each part spelled as it is on the disk; no link leads out, or to another kind of file."""
    try:
        root = root.resolve()
        wanted = root.joinpath(*parts).resolve()
        is_there = wanted.is_relative_to(root) and wanted.is_file() and wanted.suffix.lower() in _TYPES
    except (OSError, ValueError, RuntimeError):
        return None
    is_spelled = all(holds(root.joinpath(*parts[:depth]), part) for depth, part in enumerate(parts))
    return wanted if is_there and is_spelled else None


def address_of_form(path: Path, layers: Layers) -> QUrl | None:
    """Where a file of the forms is served, or None when it is not: the other way of `file_of`."""
    path = path.resolve()
    for layer in layers:
        root = layer.root.resolve()
        if not path.is_relative_to(root):
            continue
        url = QUrl(f"{SCHEME.decode()}://{HOST}/")
        url.setPath(f"/{path.relative_to(root).as_posix()}", QUrl.ParsingMode.DecodedMode)
        if file_of(url, layers) == path:
            return url
    return None


class FormsHandler(QWebEngineUrlSchemeHandler):
    """Answers `lab:` requests of one profile."""

    def __init__(self, layers: Layers, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._layers = layers

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        url = job.requestUrl()
        if bytes(job.requestMethod().data()) != b"GET":
            job.fail(QWebEngineUrlRequestJob.Error.RequestDenied)
            return
        if url.host() == HOST and url.path() == _BLANK_PATH:
            _reply(job, _TYPES[".html"], _BLANK)
            return
        path = file_of(url, self._layers)
        content = None if path is None else _content(path)
        if path is None or content is None:
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
            return
        _reply(job, _TYPES[path.suffix.lower()], content)


def _content(path: Path) -> bytes | None:
    """None for a file that cannot be read, or is no longer one: an error must not leave a call of Qt's."""
    try:
        return read_small(path, LARGEST_SERVED_BYTES)
    except OSError:
        return None


def _reply(job: QWebEngineUrlRequestJob, content_type: bytes, content: bytes) -> None:
    """The buffer belongs to the job, so it lives exactly as long as the engine reads from it."""
    headers = {b"Content-Security-Policy": _CONTENT_POLICY, b"X-Content-Type-Options": b"nosniff"}
    if not content_type.startswith(_KEPT):
        headers[b"Cache-Control"] = b"no-store"
    # A list of values for each header: a bare QByteArray (what PySide's stubs ask for) would be taken for a list of its
    # bytes, and the policy would not be in force.
    job.setAdditionalResponseHeaders(
        {QByteArray(name): [QByteArray(value)] for name, value in headers.items()}  # type: ignore[misc]
    )
    buffer = QBuffer(job)
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    job.reply(QByteArray(content_type), buffer)
