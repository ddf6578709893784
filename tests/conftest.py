"""What every test shares: an offscreen Qt, the web engine's flags, and no unexpected log message."""

from __future__ import annotations

import gc
import logging
import os
import zlib
from collections.abc import Iterator
from functools import partialmethod
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import none
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from empathylab.demo.keyboard_driver import rest
from empathylab.files.paths import assets_dir
from empathylab.ui.kit import garbage, memory, theme
from empathylab.ui.page import environment, language
from support import cheap_secrets  # noqa: F401 - as soon as it is imported

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
#: Nothing is as the desktop of whoever runs the tests wants it, such as less motion.
_NO_DESKTOP = TemporaryDirectory(prefix="empathylab-desktop-")
os.environ["XDG_CONFIG_HOME"] = _NO_DESKTOP.name
# A page of up to this size is drawn as one picture: put together from pieces it takes the engine several times as long.
ONE_PIECE_PX = 2048
# Among the lab's own flags, since a lab that is opened first would leave others out.
environment.CHROMIUM_FLAGS += tuple(f"--max-untiled-layer-{side}={ONE_PIECE_PX}" for side in ("width", "height"))
environment.prepare()

# Nobody looks for garbage among what is imported and collected, nor later: it stays until the end anyhow.
gc.disable()
memory.keep_no_sources()
language.set_language()

# A slow computer fails no test by its slowness alone, and every run tries the same examples: a failure can be repeated.
settings.register_profile("lab", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("lab")


USUAL_SIZE = QSize(1280, 800)
#: Nothing is shown by how long a wait lasts, so that a busy computer may take its time.
PATIENCE_MS = 120_000


@pytest.hookimpl(tryfirst=True)
def pytest_collection() -> None:
    # Hypothesis makes its generator with its first test and looks for who holds it among all that is there: little yet.
    given(none())(lambda _nothing: None)()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What takes many minutes is left out, unless somebody chooses by markers what runs."""
    if not config.getoption("markexpr"):
        left_out = [item for item in items if item.get_closest_marker("long")]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if not item.get_closest_marker("long")]


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    gc.freeze()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """With windows garbage is looked for in Qt's own thread alone, as in the lab; without, by Python itself."""
    if "qapp" in getattr(item, "fixturenames", ()):
        gc.disable()
        garbage.collect_due()
    elif not gc.isenabled():
        gc.collect()
        gc.enable()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """What lives when a module's tests are over lives on: every visit that ends later would look through it again."""
    answer = yield
    if nextitem is not None and nextitem.path != item.path:
        gc.collect()
        gc.freeze()
    return answer


class PatientBot(QtBot):
    """Qt's robot, whose waits are as patient as all others."""

    waitUntil = partialmethod(QtBot.waitUntil, timeout=PATIENCE_MS)
    waitSignal = partialmethod(QtBot.waitSignal, timeout=PATIENCE_MS)
    waitExposed = partialmethod(QtBot.waitExposed, timeout=PATIENCE_MS)

    def wait(self, ms: int) -> None:
        """As between two looks of `waitUntil`, at a third of what Qt's robot takes for it."""
        rest(ms)


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """With the lab's letters, whichever test comes first: widgets and pages are as wide as those make them."""
    theme.load_fonts(assets_dir())
    return qapp


@pytest.fixture
def qtbot(qapp: object, request: pytest.FixtureRequest) -> QtBot:
    return PatientBot(request)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a PostgreSQL for all that is tested by this process; who needs it starts it."""
    from support.private_postgres import private_postgres

    with private_postgres() as address:
        yield address


@pytest.fixture
def database(server: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """An empty database for this test alone."""
    from support.private_postgres import own_database

    with own_database(server, f"test-{zlib.crc32(request.node.nodeid.encode())}") as address:
        yield address


@pytest.fixture
def allowed_logs() -> list[str]:
    """Parts of warnings that this test provokes on purpose; append to it."""
    return []


@pytest.fixture(autouse=True)
def _usual_look() -> Iterator[None]:
    """Each test begins as in a window of 1280 × 800, in the usual look, put on when its own screens have gone."""
    yield
    theme.use(theme.STANDARD)
    theme.fit_to(USUAL_SIZE)


@pytest.fixture(autouse=True)
def _no_unexpected_log(caplog: pytest.LogCaptureFixture, allowed_logs: list[str]) -> Iterator[None]:
    yield
    unexpected = [
        record.getMessage()
        for phase in ("setup", "call")
        for record in caplog.get_records(phase)
        if record.levelno >= logging.WARNING and not any(part in record.getMessage() for part in allowed_logs)
    ]
    assert not unexpected, f"unexpected log messages: {unexpected}"
