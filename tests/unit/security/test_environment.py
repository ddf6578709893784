"""What the engine is told before it starts."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from empathylab.ui.page import environment


def test_the_labs_window_takes_in_no_tree_of_a_page_unless_another_screen_reader_is_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("QTWEBENGINE_CHROMIUM_FLAGS", "")
    environment.prepare()
    assert not environment.is_tree_shared()
    environment.share_tree()
    assert environment.is_tree_shared()
    environment.prepare()
    assert environment.is_tree_shared()


@pytest.mark.parametrize(
    ("name", "value"), [("QTWEBENGINE_DISABLE_SANDBOX", "1"), ("QTWEBENGINE_CHROMIUM_FLAGS", "--no-sandbox")]
)
def test_an_engine_without_its_sandbox_is_told(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.delenv("QTWEBENGINE_DISABLE_SANDBOX", raising=False)
    monkeypatch.setenv("QTWEBENGINE_CHROMIUM_FLAGS", "--lang=de")
    assert environment.is_sandboxed()
    monkeypatch.setenv(name, value)
    assert not environment.is_sandboxed()


def test_what_looks_into_pages_or_leads_round_the_gate_is_not_passed_on_to_the_engine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As a developer's terminal may have it set."""
    for name in ("QTWEBENGINE_REMOTE_DEBUGGING", "SSLKEYLOGFILE", "WAYLAND_DEBUG"):
        monkeypatch.setenv(name, "9222")
    flags = "--remote-debugging-port=9222 --log-net-log=all.json --proxy-bypass-list=<-loopback>;* --use-gl=egl"
    monkeypatch.setenv("QTWEBENGINE_CHROMIUM_FLAGS", f'{flags} --host-resolver-rules="MAP * 10.0.0.1" --lang=de')
    environment.prepare("--allow-file-access-from-files")
    given = os.environ["QTWEBENGINE_CHROMIUM_FLAGS"]
    assert given.startswith("--use-gl=egl --lang=de --enable-blink-features")
    assert given.endswith("--allow-file-access-from-files")
    assert (given.count("--proxy-bypass-list=<-loopback>"), given.count("--host-resolver-rules=")) == (1, 1)
    assert not [sign for sign in ("9222", "all.json", ";*", "10.0.0.1") if sign in given]
    assert not {"QTWEBENGINE_REMOTE_DEBUGGING", "SSLKEYLOGFILE", "WAYLAND_DEBUG"} & os.environ.keys()
    environment.prepare()
    assert os.environ["QTWEBENGINE_CHROMIUM_FLAGS"] == given.removesuffix(" --allow-file-access-from-files")


_ASK = """
from empathylab.ui.page.environment import prepare
prepare()
from PySide6.QtCore import QLoggingCategory, QtMsgType
debug, info = QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg
asked = {"qt.text.emojisegmenter": debug, "qt.qpa.events": debug, "js": info}
print([name for name, kind in asked.items() if QLoggingCategory(name).isEnabled(kind)])
"""


def test_no_log_of_qt_has_what_is_typed_whoever_asks_for_all_of_it(tmp_path: Path) -> None:
    """Qt's debug output has each letter that it draws, one after the other."""
    rules = "[Rules]\n*=true\n"
    (tmp_path / "QtProject").mkdir()
    (tmp_path / "QtProject" / "qtlogging.ini").write_text(rules, encoding="utf-8")
    (tmp_path / "log.ini").write_text(rules, encoding="utf-8")
    asked = {"QT_LOGGING_RULES": "*=true", "QT_LOGGING_CONF": str(tmp_path / "log.ini")}
    done = subprocess.run(
        [sys.executable, "-c", _ASK],
        env={**os.environ, **asked, "XDG_CONFIG_HOME": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout.strip() == "[]"
