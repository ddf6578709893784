"""Can this computer listen, where somebody has switched voice control on?"""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

from empathylab.domain.feature import wears
from empathylab.domain.live import CheckLevel, CheckLine
from empathylab.files.lab_folder import layers_for
from empathylab.files.library import Library, load_library
from empathylab.files.paths import assets_dir
from empathylab.files.settings import Choices, Settings, load_settings
from empathylab.helps import VoiceControl
from empathylab.ui.sound.listening_link import COMMAND
from empathylab.ui.sound.voice_listener import ListeningAbility

NAME = "Voice control"
_PATIENCE_S = 30


def voice_control_line(data_dir: Path, command: Sequence[str] = COMMAND) -> CheckLine:
    """Its parts are asked for only where a persona has it."""
    settings = load_settings(data_dir)
    if not is_switched_on(load_library(layers_for(data_dir, settings)), settings):
        return CheckLine(NAME, CheckLevel.OK, "Nobody has it; an optional part of the lab.")
    can = _ask(command)
    if can is ListeningAbility.LISTEN:
        return CheckLine(NAME, CheckLevel.OK, "There is a microphone, and PocketSphinx.")
    if can is ListeningAbility.NO_MICROPHONE:
        return CheckLine(NAME, CheckLevel.WARNING, "There is no microphone: visitors use the keys.", "Plug one in.")
    return CheckLine(
        NAME,
        CheckLevel.WARNING,
        "PocketSphinx is not installed: visitors use the keys.",
        f"Run: {sys.executable} {how_to_install()}",
    )


def how_to_install() -> str:
    """What Python is asked to do, with the version that the project names where its own file is at hand."""
    project = assets_dir().parent / "pyproject.toml"
    wanted = "pocketsphinx"
    if project.is_file():
        (extra,) = tomllib.loads(project.read_text(encoding="utf-8"))["project"]["optional-dependencies"]["voice"]
        wanted = extra.partition(" ;")[0]
    return f'-m pip install --no-deps "{wanted}"'


def is_switched_on(library: Library, settings: Settings) -> bool:
    """Whether the facilitator has switched it on for somebody."""
    return any(
        extra.id in settings.choices.get(persona.id, Choices()).extras and wears(extra.helps, VoiceControl)
        for persona in library.personas.values()
        for extra in persona.extras
    )


def _ask(command: Sequence[str]) -> ListeningAbility:
    """What the listener says of itself first; one that says nothing has no microphone that works."""
    try:
        said = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=_PATIENCE_S).stdout
        return ListeningAbility(json.loads(said.splitlines()[0])["can"])
    except (subprocess.TimeoutExpired, IndexError, ValueError):
        return ListeningAbility.NO_MICROPHONE
