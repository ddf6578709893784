"""Every simulation of hearing there is. A new one is a file here and a line in SIMULATIONS."""

from __future__ import annotations

from empathylab.domain.catalogue import Catalogue
from empathylab.hearing.simulations.base import HearingSimulation
from empathylab.hearing.simulations.hearing_loss import HearingLoss
from empathylab.hearing.simulations.mute import Mute
from empathylab.hearing.simulations.telephone import Telephone

SIMULATIONS: Catalogue[HearingSimulation] = Catalogue((HearingLoss, Telephone, Mute))
