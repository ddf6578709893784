"""A service's task.toml: what is right is read with whole addresses, and every fault of it is told at once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from empathylab.domain.service import Pairs, Service
from empathylab.files.layers import Layers
from empathylab.files.library import Library, load_library
from empathylab.files.paths import assets_dir, personas_dir

CARDS = """[cards]
a = [{ field = "full-name", label = "Name", value = "Sam Reed" }]
b = [{ field = "full-name", label = "Name", value = "Kim Shaw" }]
"""
HEAD = """format = 1
kind = "service"
id = "order-bin"
title = "Order a bin"
service = "Northmere Council"
intro = "Order a bin for garden waste."
"""
VERSIONS = """pairs = "versions"
allowed = ["https://assets.example.org"]
file = "letter.pdf"

[[versions]]
id = "today"
name = "Today"
starts_at = "https://bins.example.org/start?from=lab"

[[versions]]
id = "new"
name = "The new one"
starts_at = "site/index.html"

[finished_when]
heading = "Order sent"

[[fields]]
id = "full-name"
label = "Full name"

"""


@pytest.fixture
def assets(tmp_path: Path) -> Path:
    folder = tmp_path / "assets"
    shutil.copytree(assets_dir(), folder, ignore=shutil.ignore_patterns("fonts", "js", "css", "print", "report", "ui"))
    (folder / "tasks" / "order-bin" / "site").mkdir(parents=True)
    (folder / "tasks" / "order-bin" / "site" / "index.html").write_text("<h1>Order a bin</h1>", encoding="utf-8")
    (folder / "tasks" / "order-bin" / "letter.pdf").write_bytes(b"%PDF-1.4")
    return folder


def read(assets: Path, words: str) -> Library:
    (assets / "tasks" / "order-bin" / "task.toml").write_text(words, encoding="utf-8")
    return load_library(Layers(assets, personas_dir()))


def told(library: Library) -> str:
    assert "order-bin" not in library.tasks
    return " ".join(map(str, library.faults))


def test_a_service_is_a_task_whose_addresses_are_whole(assets: Path) -> None:
    library = read(assets, HEAD + VERSIONS + CARDS)
    assert library.faults == ()
    service = library.task("order-bin")
    assert isinstance(service, Service)
    assert service.pairs is Pairs.VERSIONS
    folder = (assets / "tasks" / "order-bin").resolve()
    assert [each.starts_at for each in service.versions] == [
        "https://bins.example.org/start?from=lab",
        (folder / "site" / "index.html").as_uri(),
    ]
    assert service.allowed == ("https://bins.example.org", folder.as_uri(), "https://assets.example.org")
    assert service.file == str(folder / "letter.pdf")
    assert "order-bin" not in library.forms


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("https://bins.example.org/start", "http://bins.example.org/start", "must begin with https://"),
        ("https://bins.example.org/start", "https:///start", "is not a whole address"),
        ("https://bins.example.org/start", "ftp://bins.example.org/start", "is not a whole address"),
        ("https://bins.example.org/start", "https://me:secret@bins.example.org/start", "is not a whole address"),
        ("https://bins.example.org/start", "https://bins.example.org:port/start", "is not a whole address"),
        ("https://bins.example.org/start", "file:///etc/passwd", "is not a whole address"),
        ("site/index.html", "../missed-bin/done.html", "there is no ../missed-bin/done.html in the folder"),
        ("site/index.html", "site/gone.html", "there is no site/gone.html in the folder"),
        ("site/index.html", "letter.pdf", "letter.pdf is no HTML page"),
        ("https://assets.example.org", "https://assets.example.org/css/all.css", "write its origin, https://assets"),
        ('id = "new"', 'id = "today"', "versions.1.id: 'today' is there twice"),
        ('heading = "Order sent"', 'heading = ""', "finished_when: needs an address, a heading or a selector"),
        ('label = "Full name"', 'label = ""', "fields.0: needs a label or a selector"),
        ('file = "letter.pdf"', 'file = "../../stations/all.toml"', "there is no ../../stations/all.toml"),
        ('pairs = "versions"', 'pairs = "version"', "did you mean 'versions'?"),
        ("b = [", "c = [", "cards.b: is missing"),
    ],
)
def test_what_is_wrong_is_one_sentence(assets: Path, old: str, new: str, fault: str) -> None:
    words = HEAD + VERSIONS + CARDS
    assert old in words
    assert fault in told(read(assets, words.replace(old, new, 1)))


def test_all_faults_at_once(assets: Path) -> None:
    words = (HEAD + VERSIONS + CARDS).replace("https://bins", "http://bins").replace("letter.pdf", "gone.pdf")
    faults = told(read(assets, words))
    assert "must begin with https://" in faults
    assert "there is no gone.pdf" in faults


@pytest.mark.parametrize("pairs", ["versions", "both"])
def test_one_version_is_not_compared_with_itself(assets: Path, pairs: str) -> None:
    start = VERSIONS.index('[[versions]]\nid = "new"')
    one = VERSIONS[:start] + VERSIONS[VERSIONS.index("[finished_when]") :]
    assert "pairs: needs two versions" in told(read(assets, HEAD + one.replace('"versions"', f'"{pairs}"', 1) + CARDS))


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:8000/", "http://localhost/", "http://bins/", "http://bins.local/", "http://10.1.2.3/"]
)
def test_without_encryption_on_the_local_network_alone(assets: Path, address: str) -> None:
    words = (HEAD + VERSIONS + CARDS).replace("https://bins.example.org/start?from=lab", address)
    assert read(assets, words).faults == ()
