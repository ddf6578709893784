"""What is simulated and what helps, with its figures, in words for whoever stands beside the station."""

from __future__ import annotations

from empathylab import hearing
from empathylab.domain.persona import RunPlan
from empathylab.domain.session import Condition
from empathylab.domain.spec import Spec
from empathylab.features import FEATURES
from empathylab.ui.kit import theme
from empathylab.vision import SIMULATIONS

GAZE_WORDS = (
    "There is no eye tracker: the lens follows the text caret, else the field that has the focus, else the pointer."
)


def how_it_works(worn: Condition | RunPlan) -> tuple[str, ...]:
    """A few sentences for each simulation and each help; a preset is followed by what it consists of."""
    return tuple(line for spec in (*worn.simulations, *worn.helps) for line in _lines(spec))


def sources(worn: Condition | RunPlan) -> tuple[str, ...]:
    """What the figures rest on, where a study or a proposal stands behind them."""
    cited = (FEATURES.make(spec).cite() for spec in worn.simulations)
    return tuple(dict.fromkeys(source for source in cited if source))


def follows_gaze(worn: Condition | RunPlan) -> bool:
    """Whether something in this run depends on where the visitor looks."""
    return any(each.effect().follows_gaze for each in SIMULATIONS.worn(worn.simulations))


def depends_on_screen(worn: Condition | RunPlan) -> bool:
    """Whether something in this run is as strong as it says only on a screen that was measured."""
    return any(not each.effect().is_local for each in SIMULATIONS.worn(worn.simulations))


def changes_sound(worn: Condition | RunPlan) -> bool:
    """Whether a page is heard otherwise than it sounds."""
    return bool(hearing.SIMULATIONS.worn(worn.simulations))


def _lines(spec: Spec) -> tuple[str, ...]:
    feature = FEATURES.make(spec)
    told = (feature.explain(), *(FEATURES.make(part).explain() for part in feature.parts))
    return tuple(map(theme.with_keys, told))
