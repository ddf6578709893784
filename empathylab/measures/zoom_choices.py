"""How large people made the text, beside what reading in comfort would need."""

from __future__ import annotations

from dataclasses import dataclass

from empathylab.domain.summary import Summary
from empathylab.domain.words import how_much
from empathylab.measures.axes import Axis, times_axis
from empathylab.measures.medians import weighted_median


@dataclass(frozen=True, slots=True)
class ZoomChoice:
    """The people of one persona before screens that ask for the same; `chosen` is (times, people), smallest first."""

    persona: str
    comfort: tuple[float, float] | None
    chosen: tuple[tuple[float, int], ...]

    @property
    def people(self) -> int:
        """How many people read with one of them."""
        return sum(people for _times, people in self.chosen)

    @property
    def middle(self) -> float:
        """The size that half of them read with, or less, in times the first size."""
        return weighted_median(self.chosen)

    @property
    def lowest(self) -> float:
        """The smallest, in times the first size."""
        return self.chosen[0][0]

    @property
    def highest(self) -> float:
        """The largest, in times the first size."""
        return self.chosen[-1][0]

    @property
    def chosen_words(self) -> str:
        """Such as "1.5 to 3 times, half of them 2 times or less"."""
        if self.lowest == self.highest:
            return how_much(self.lowest, "time")
        return f"{self.lowest:g} to {self.highest:g} times, half of them {how_much(self.middle, 'time')} or less"

    @property
    def comfort_words(self) -> str:
        """Such as "2.6 to 3 times"."""
        if self.comfort is None:
            return "not known"
        return f"{' to '.join(f'{times:g}' for times in dict.fromkeys(self.comfort))} times"

    @property
    def axis(self) -> Axis:
        """Room for everything chosen and for what comfort needs."""
        return times_axis(max(self.highest, *(self.comfort or ()), 2.0))


def zoom_choices(summary: Summary, persona: str | None = None) -> tuple[ZoomChoice, ...]:
    """Of one persona or of all, one for each screen that asks for another zoom."""
    groups: dict[tuple[str, tuple[float, float] | None], dict[float, int]] = {}
    for count in summary.zoom:
        if persona in (None, count.persona):
            chosen = groups.setdefault((count.persona, count.comfort), {})
            chosen[count.chosen] = chosen.get(count.chosen, 0) + count.people
    return tuple(ZoomChoice(*group, tuple(sorted(chosen.items()))) for group, chosen in groups.items())
