"""The check says which way pages on the network go, and names nobody's proxy."""

from __future__ import annotations

import pytest

from empathylab.check.network import network_line
from empathylab.domain.live import CheckLevel
from empathylab.ui.page import way_out


@pytest.mark.parametrize(
    ("proxy", "level", "words"),
    [
        ("", CheckLevel.OK, "Straight"),
        ("http://proxy.council.example:8080", CheckLevel.OK, "the system's HTTP proxy"),
        ("socks5://nadia:secret@proxy.council.example", CheckLevel.OK, "the system's SOCKS 5 proxy"),
        ("socks4://proxy.council.example", CheckLevel.WARNING, "no page on the network opens"),
    ],
)
def test_the_way_is_told(monkeypatch: pytest.MonkeyPatch, proxy: str, level: CheckLevel, words: str) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    if proxy:
        monkeypatch.setenv("all_proxy", proxy)
    way_out.flags()
    line = network_line()
    assert line.level is level
    assert words in line.sentence
    assert "council" not in line.whole
    assert "secret" not in line.whole
