"""A feature, or a section of the report, added to a copy of the tree: where CONTRIBUTING says, and it shows up."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from empathylab.bench import synthetic_visits
from empathylab.domain.errors import LabError
from empathylab.files.library import read_persona
from empathylab.storage import open_store

ROOT = Path(__file__).parents[2]
_DIMMING = '''"""Less light reaches the retina."""

from __future__ import annotations

from typing import ClassVar

from empathylab.domain.feature import limited
from empathylab.vision.effect import Effect
from empathylab.vision.simulations.base import SightSimulation


class Dimming(SightSimulation):
    id: ClassVar[str] = "dimming"
    title: ClassVar[str] = "A dim page"
    explanation: ClassVar[tuple[str, ...]] = ("Only {share:percent} of the light gets through.",)
    source: ClassVar[str] = "A proposal for this test"

    share: float = limited(0.25, 0, 1, "", "How much light is left.", "there is no more than all of it")

    def effect(self) -> Effect:
        row = self.share
        return Effect(lenses=(((row, 0.0, 0.0), (0.0, row, 0.0), (0.0, 0.0, row)),))
'''
_TWIST = '''"""Twist: every press comes out as it went in, for this test."""

from __future__ import annotations

from typing import ClassVar

from empathylab.domain.feature import limited
from empathylab.motor.key_feature import HandModel
from empathylab.motor.stage import Hand, KeyStage


class Twist(HandModel):
    id: ClassVar[str] = "twist"
    title: ClassVar[str] = "A twisted wrist"
    explanation: ClassVar[tuple[str, ...]] = ("The wrist is turned by {angle_deg} degrees.",)

    angle_deg: float = limited(20, 0, 90, "degrees", "How far the wrist is turned.")

    def stage(self, hand: Hand) -> KeyStage:
        return KeyStage(hand, self.id)
'''
_RULER = '''class Ruler(PageHelp):
    """A line to hold on to."""

    id: ClassVar[str] = "ruler"
    title: ClassVar[str] = "Reading ruler"
    explanation: ClassVar[tuple[str, ...]] = ("A line of {height_px} pixels lies under what is read.",)
    answers: ClassVar[frozenset[Group]] = frozenset({Group.SIGHT})

    height_px: float = limited(4, 1, 40, "pixels", "How thick the line is.")


'''


_TAP_LOCK = '''class TapLock(KeyHelp):
    """Taps are passed over."""

    id: ClassVar[str] = "tap-lock"
    title: ClassVar[str] = "Tap lock"
    explanation: ClassVar[tuple[str, ...]] = ("A tap of less than {least_ms} ms is passed over.",)

    least_ms: float = limited(40, 0, 500, "ms", "How short a tap is passed over.")

    def stage(self, hand: Hand) -> KeyStage:
        return HoldStage(hand, self.id, self.least_ms)


'''
_EARPLUGS = '''"""Earplugs: everything is softer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from empathylab.domain.feature import limited
from empathylab.hearing.simulations.base import Floats, HearingSimulation


@dataclass(frozen=True)
class _Plugs:
    softer: float

    def noise(self, count: int) -> None:
        return None

    def gain(self, spectra: NDArray[np.complex128]) -> Floats:
        return np.full(spectra.shape, self.softer)


class Earplugs(HearingSimulation):
    """Earplugs, as at a building site."""

    id: ClassVar[str] = "earplugs"
    title: ClassVar[str] = "Earplugs"
    place: ClassVar[int] = 3
    explanation: ClassVar[tuple[str, ...]] = ("Every sound is softer by {loss_db} dB.",)
    source: ClassVar[str] = "A proposal for this test"

    loss_db: float = limited(20, 0, 60, "dB", "How much softer.", "nothing is softer than that")

    def stage(self, rate_hz: int, window: Floats, input_rms: float) -> _Plugs:
        return _Plugs(10.0 ** (-self.loss_db / 20.0))
'''
_NUMBNESS = '''"""Touch: what fingertips feel."""

from __future__ import annotations

from typing import ClassVar

from empathylab.domain.feature import FeatureModel, Group, limited


class Numbness(FeatureModel):
    """Fingertips that feel less."""

    id: ClassVar[str] = "numbness"
    title: ClassVar[str] = "Numb fingertips"
    group: ClassVar[Group] = Group.TOUCH
    explanation: ClassVar[tuple[str, ...]] = ("A touch is felt from {threshold_g} g on.",)
    source: ClassVar[str] = "A proposal for this test"

    threshold_g: float = limited(2, 0.07, 300, "g", "The lightest touch that is felt.", "monofilaments end there")
'''
_EARPLUGS_IMPORT = "from empathylab.hearing.simulations.earplugs import Earplugs\n"


@dataclass(frozen=True)
class Addition:
    """What is done by hand: a new file, and a piece put before what stands in another (path → before, piece)."""

    section: str
    kind: str
    parameter: str
    told: str
    new: dict[str, str]
    put: dict[str, tuple[tuple[str, str], ...]]
    list_name: str = "simulations"
    #: What set-up offers it as, of a help that answers what the persona wears.
    offered: str = ""
    #: What is said of it between the runs.
    same: str = ""


ADDITIONS = (
    Addition(
        "Add a simulation of sight",
        "dimming",
        "share",
        "Only 30\N{NO-BREAK SPACE}% of the light",
        {"empathylab/vision/simulations/dimming.py": _DIMMING},
        {
            "empathylab/vision/simulations/__init__.py": (
                ("\nSIMULATIONS:", "from empathylab.vision.simulations.dimming import Dimming\n"),
                ("        Floaters,\n", "        Dimming,\n"),
            )
        },
    ),
    Addition(
        "Add a simulation of hearing",
        "earplugs",
        "loss_db",
        "softer by 0.3 dB",
        {"empathylab/hearing/simulations/earplugs.py": _EARPLUGS},
        {
            "empathylab/hearing/simulations/__init__.py": (
                ("from empathylab.hearing.simulations.hearing_loss", _EARPLUGS_IMPORT),
                ("HearingLoss, Telephone", "Earplugs, "),
            )
        },
    ),
    Addition(
        "Add a model of hands",
        "twist",
        "angle_deg",
        "turned by 0.3 degrees",
        {"empathylab/motor/hand/twist.py": _TWIST},
        {
            "empathylab/motor/features.py": (
                ("\n\nclass Hands(", "from empathylab.motor.hand.twist import Twist\n"),
                ("        Fatigue,\n", "        Twist,\n"),
            )
        },
    ),
    Addition(
        "Add a sense",
        "numbness",
        "threshold_g",
        "felt from 0.3 g on",
        {"empathylab/touch.py": _NUMBNESS},
        {
            "empathylab/domain/feature.py": (("    KEY_HELP = ", '    TOUCH = "touch", "fingertips"\n'),),
            "empathylab/features.py": (
                ("from empathylab.reader.screen_reader", "from empathylab.touch import Numbness\n"),
                ("ScreenReader, *HELPS", "Numbness, "),
            ),
        },
        same="fingertips",
    ),
    Addition(
        "Add a help",
        "ruler",
        "height_px",
        "A line of 2 pixels",
        {},
        {"empathylab/helps.py": (("HELPS: ", _RULER), ("        Headings,\n", "        Ruler,\n"))},
        list_name="helps",
        offered="Reading ruler",
    ),
    Addition(
        "Add a help",
        "tap-lock",
        "least_ms",
        "less than 2 ms is passed over",
        {},
        {
            "empathylab/motor/helps.py": (("class OverlapLock(KeyHelp)", _TAP_LOCK),),
            "empathylab/motor/features.py": (
                ("BounceKeys, OverlapLock, RepeatDelay", "TapLock, "),
                ("OverlapLock, SlowKeys, BounceKeys", "TapLock, "),
            ),
        },
        list_name="helps",
    ),
)
_GO_BACK_DOES = """        elif command.kind is CommandKind.GO_BACK:
            self._guard.send_key("Backspace")
"""
_GO_BACK = Addition(
    "Add a command of voice control",
    "go-back",
    "",
    "go back",
    {},
    {
        "empathylab/domain/events.py": (("    STOP_LISTENING = ", '    GO_BACK = "go-back"\n'),),
        "empathylab/voice_control/commands.py": (('"stop listening": ', '"go back": "go-back", '),),
        "empathylab/ui/run/voice_control.py": (
            ("        elif command.kind is CommandKind.STOP_LISTENING:", _GO_BACK_DOES),
        ),
    },
)
_SAY = """
from empathylab.domain.events import CommandSaid
from empathylab.domain.stored_events import from_stored, to_stored
from empathylab.ui.run import voice_control
from empathylab.voice_control.commands import command_of, grammar

assert "go back" in grammar([])
said = command_of("go back", [])
print(from_stored(*to_stored(CommandSaid(said.kind))).command.name)
"""
_KEPT = '''"""A word at the end, for this test."""

from empathylab.reports.model import Section
from empathylab.reports.sharing import Shareable


def kept_section(data: Shareable) -> Section:
    return Section("kept", "Kept in mind", ("These people are kept in mind.",))
'''
_SECTION = Addition(
    "Add a section to the report",
    "kept",
    "",
    "These people are kept in mind.",
    {"empathylab/reports/kept.py": _KEPT},
    {
        "empathylab/reports/assemble.py": (
            ("from empathylab.reports.model import", "from empathylab.reports.kept import kept_section\n"),
            ("        findings.people_section(data),\n", "        kept_section(data),\n"),
        )
    },
)
#: In a process of its own, as the copy has the same names.
_LOOK = """
import sys
from pathlib import Path
from empathylab.domain.errors import LabError
from empathylab.files.library import read_persona
from empathylab.files.overrides import switchable_helps
from empathylab.features import FEATURES
from empathylab.ui.kit.how_it_works import how_it_works

for path in map(Path, sys.argv[1:]):
    try:
        persona = read_persona(path)
        same = (group.same for group in FEATURES.groups(persona.helped.simulations))
        print(*how_it_works(persona.helped), *switchable_helps(persona).values(), *same, sep="\\n")
    except LabError as error:
        print(error)
"""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for folder in ("empathylab", "personas", "assets"):
        shutil.copytree(ROOT / folder, tmp_path / folder)  # what is compiled comes along, and holds for what stays
    return tmp_path


def run(copy: Path, *arguments: str) -> str:
    env = {**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, *arguments]
    done = subprocess.run(command, cwd=copy, env=env, capture_output=True, encoding="utf-8", timeout=120, check=False)
    return done.stdout + done.stderr


def wearing(copy: Path, addition: Addition, value: str) -> Path:
    """Claudia's file with the new feature in her second run."""
    words = (copy / "personas" / "claudia.toml").read_text(encoding="utf-8")
    first, last = words.rsplit("[helped]", 1)
    row = f"{{ kind = '{addition.kind}', {addition.parameter} = {value} }},"
    path = copy / f"claudia-{value}.toml"
    changed = last.replace(f"{addition.list_name} = [", f"{addition.list_name} = [\n  {row}", 1)
    path.write_text(f"{first}[helped]{changed}".replace('id = "claudia"', f'id = "cara-{value[0]}"'), encoding="utf-8")
    return path


def add(copy: Path, addition: Addition) -> None:
    for name, words in addition.new.items():
        (copy / name).write_text(words, encoding="utf-8")
    for name, pieces in addition.put.items():
        text = (copy / name).read_text(encoding="utf-8")
        for before, piece in pieces:
            assert text.count(before) == 1, before
            text = text.replace(before, piece + before)
        (copy / name).write_text(text, encoding="utf-8")


def assert_told(addition: Addition) -> None:
    """CONTRIBUTING names the folder of what is new, and every file that is changed."""
    contributing = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    section = contributing.split(f"## {addition.section}\n", 1)[1].split("\n## ", 1)[0]
    for name in addition.new:
        assert f"`{Path(name).parent.as_posix()}/`" in section
    for name in addition.put:
        assert f"`{name}`" in section


def test_a_section_of_the_report_takes_the_files_that_contributing_names_and_stands_in_every_form(copy: Path) -> None:
    assert_told(_SECTION)
    add(copy, _SECTION)
    store = open_store(copy / "data")
    store.begin_event(synthetic_visits.settings())
    list(synthetic_visits.visits(store, 12, facts=20))
    store.close()
    forms = [f"--format={each}" for each in ("html", "summary")]
    run(copy, "-m", "empathylab", "export", "--data", str(copy / "data"), "--out", str(copy / "out"), *forms)
    for name in ("report.html", "report.json"):
        assert _SECTION.told in (copy / "out" / name).read_text(encoding="utf-8")


def test_a_command_of_voice_control_takes_the_files_that_contributing_names_and_is_listened_for(copy: Path) -> None:
    assert_told(_GO_BACK)
    add(copy, _GO_BACK)
    assert run(copy, "-c", _SAY).endswith("GO_BACK\n")


@pytest.mark.parametrize("addition", ADDITIONS, ids=lambda addition: addition.kind)
def test_it_takes_the_files_that_contributing_names_and_shows_up_by_itself(copy: Path, addition: Addition) -> None:
    assert_told(addition)
    value = "2" if addition.list_name == "helps" else "0.3"
    right, wrong = wearing(copy, addition, value), wearing(copy, addition, "99999")
    with pytest.raises(LabError, match=f"'{addition.kind}' is not known"):
        read_persona(right)
    add(copy, addition)
    told, refused = run(copy, "-c", _LOOK, str(right), str(wrong)).rsplit("\nclaudia-99999.toml", 1)
    assert addition.told in told
    assert {addition.offered, addition.same} - {""} <= set(told.splitlines())
    assert "99999 is not a number from" in refused
    if addition.section.endswith("sight"):
        assert "dimming (A dim page): share 0 to 1" in run(copy, "-m", "empathylab", "render", "--help")
