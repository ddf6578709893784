"""A web channel for each page, in the isolated world: pages can neither see it nor forge a message on it.

Scripts are injected into every frame, but Chromium gives the transport to the main frame alone
(`qt.webChannelTransport` is undefined in the others): from there, documents of the same origin are reached
through `contentDocument`, others through `QWebEngineFrame.runJavaScript`.
"""

from __future__ import annotations

from PySide6.QtCore import QFile, QIODevice, QObject
from PySide6.QtWebChannel import QWebChannel
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineScript
from shiboken6 import delete

from empathylab.ui.page.scripts import script

#: The world of the lab's own scripts. The page's scripts run in another one and share only the DOM.
ISOLATED_WORLD = QWebEngineScript.ScriptWorldId.ApplicationWorld
#: The world of the page's own scripts.
MAIN_WORLD = QWebEngineScript.ScriptWorldId.MainWorld
_SCRIPT_NAME = "lab-channel"


def channel_of(page: QWebEnginePage) -> QWebChannel:
    """The page's channel; made once, with Qt's client script injected into the isolated world of every frame."""
    present: QWebChannel | None = page.webChannel()
    if present is not None:
        return present
    channel = QWebChannel(page)
    inject(page, _SCRIPT_NAME, _client_source(), QWebEngineScript.InjectionPoint.DocumentCreation)
    page.setWebChannel(channel, ISOLATED_WORLD.value)
    return channel


def publish(page: QWebEnginePage, name: str, bridge: QObject) -> None:
    """Let the page's isolated scripts call `bridge` by `name`, in documents loaded from now on."""
    channel = channel_of(page)
    previous = channel.registeredObjects().get(name)
    if previous is bridge:
        return
    if previous is not None:
        channel.deregisterObject(previous)
    channel.registerObject(name, bridge)


def close_channel(page: QWebEnginePage) -> None:
    """Nothing that the page says from now on arrives; words may be on their way for as long as it is there.

    Only once, and the page may have no other channel afterwards. Not by giving it no channel at all: then QtWebEngine
    6.11 has nobody to take its first word, and ends the whole program. This way its own end stays, and ours is gone.
    """
    nobody = QWebChannel()
    page.setWebChannel(nobody, ISOLATED_WORLD.value)
    delete(nobody)


def inject(
    page: QWebEnginePage,
    name: str,
    source: str,
    when: QWebEngineScript.InjectionPoint = QWebEngineScript.InjectionPoint.DocumentReady,
    world: QWebEngineScript.ScriptWorldId = ISOLATED_WORLD,
) -> None:
    """Run `source` in this world of every frame of every document that this page loads from now on."""
    remove(page, name)
    made = QWebEngineScript()
    made.setName(name)
    made.setSourceCode(source)
    made.setInjectionPoint(when)
    made.setWorldId(world.value)
    made.setRunsOnSubFrames(True)
    page.scripts().insert(made)


def remove(page: QWebEnginePage, name: str) -> None:
    """Inject the script of this name no longer; what already ran in the open document stays.

    The others are put in anew: where scripts come and go some eighty times, QtWebEngine 6.11 forgets those that stay.
    """
    scripts = page.scripts()
    if scripts.find(name):
        staying = [_anew(other) for other in scripts.toList() if other.name() != name]
        scripts.clear()
        scripts.insert(staying)


def _anew(script: QWebEngineScript) -> QWebEngineScript:
    made = QWebEngineScript()
    made.setName(script.name())
    made.setSourceCode(script.sourceCode())
    made.setInjectionPoint(script.injectionPoint())
    made.setWorldId(script.worldId())
    made.setRunsOnSubFrames(script.runsOnSubFrames())
    return made


def _client_source() -> str:
    source = QFile(":/qtwebchannel/qwebchannel.js")
    source.open(QIODevice.OpenModeFlag.ReadOnly)
    return bytes(source.readAll().data()).decode() + script("channel-share.js")
