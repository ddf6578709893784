"""Every simulation there is. A new one is a file here and a line in SIMULATIONS."""

from __future__ import annotations

from empathylab.domain.catalogue import Catalogue
from empathylab.vision.simulations.acuity import Acuity
from empathylab.vision.simulations.base import SightSimulation
from empathylab.vision.simulations.colour import Colour
from empathylab.vision.simulations.contrast import Contrast
from empathylab.vision.simulations.field_loss import FieldLoss
from empathylab.vision.simulations.floaters import Floaters
from empathylab.vision.simulations.hemianopia import Hemianopia
from empathylab.vision.simulations.macular import Macular
from empathylab.vision.simulations.nystagmus import Nystagmus
from empathylab.vision.simulations.presbyopia import Presbyopia
from empathylab.vision.simulations.retinopathy import Retinopathy
from empathylab.vision.simulations.smear import Smear
from empathylab.vision.simulations.straylight import Straylight

SIMULATIONS: Catalogue[SightSimulation] = Catalogue(
    (
        Acuity,
        Contrast,
        Straylight,
        Smear,
        FieldLoss,
        Macular,
        Hemianopia,
        Retinopathy,
        Colour,
        Presbyopia,
        Nystagmus,
        Floaters,
    )
)
