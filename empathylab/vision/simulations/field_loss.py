"""Glaucoma and other field loss, from a map of total deviation.

Never drawn black: asked what they see, nobody with glaucoma chose black patches or a black tunnel (Crabb et al.
2013); what is lost fills in from its surroundings.
"""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field, field_validator

from empathylab.domain.errors import InputError
from empathylab.domain.feature import limited
from empathylab.vision import fields
from empathylab.vision.effect import Effect
from empathylab.vision.simulations.base import SightSimulation


class FieldLoss(SightSimulation):
    """Sensitivity lost place by place around gaze, by a map in dB."""

    id: ClassVar[str] = "field-loss"
    title: ClassVar[str] = "Parts of the field fade"
    explanation: ClassVar[tuple[str, ...]] = (
        "Parts of what lies around the place one looks at fade into their surroundings (map: {map}).",
        "At the worst place a thing has to stand out {depth_db:times} times as much to be seen ({depth_db} dB).",
    )
    source: ClassVar[str] = "Crabb et al. 2013 (appearance); 24-2 total deviation, 10 dB = 1 log unit; Peli 1990"

    map: str = Field(
        "early-arcuate",
        min_length=1,
        description="A shipped map, or a CSV of one's own: x_deg,y_deg,td_db on the 24-2 grid.",
        json_schema_extra={"unit": "", "reason": "the name of a map is needed"},
    )
    depth_db: float | None = limited(
        None,
        -35,
        35,
        "dB",
        "Depth of the deepest point; left out, as the map has it; the sign does not matter, 0 is no loss.",
        "a perimeter cannot measure a deeper loss",
    )

    @field_validator("map")
    @classmethod
    def _is_a_map(cls, name: str) -> str:
        try:
            fields.load(name)
        except InputError as error:
            raise ValueError(str(error).rstrip(".")) from error
        return name

    def effect(self) -> Effect:
        found = fields.load(self.map)
        if self.depth_db is not None:
            found = found.deepened(self.depth_db)
        return Effect(losses=(found.at,)) if found.td_db.min() < 0 else Effect()
