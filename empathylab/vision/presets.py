"""Named sets of simulations that a persona or a command can quote; each has its page in docs/vision."""

from __future__ import annotations

from dataclasses import dataclass

from empathylab.domain.spec import Spec
from empathylab.vision.simulations.acuity import Acuity
from empathylab.vision.simulations.colour import Colour
from empathylab.vision.simulations.field_loss import FieldLoss
from empathylab.vision.simulations.hemianopia import Hemianopia
from empathylab.vision.simulations.macular import Macular
from empathylab.vision.simulations.nystagmus import Nystagmus
from empathylab.vision.simulations.presbyopia import Presbyopia
from empathylab.vision.simulations.retinopathy import Retinopathy
from empathylab.vision.simulations.smear import Smear
from empathylab.vision.simulations.straylight import Straylight


@dataclass(frozen=True, slots=True)
class SightPreset:
    """What is worn together, what it claims, where that comes from; illustrative ones are our own proposal."""

    name: str
    title: str
    claim: str
    source: str
    simulations: tuple[Spec, ...]
    is_illustrative: bool = False


PRESETS: dict[str, SightPreset] = {
    preset.name: preset
    for preset in (
        SightPreset(
            "claudia",
            "Claudia: glaucoma, both eyes open",
            "Letters smaller than logMAR 0.7 and contrast below Pelli-Robson 1.12 are lost; above "
            "where she looks, most is lost, without any edge or black.",
            "Crabb et al. 2013; DeVAS glaucoma preset: 1.67 − 0.78 · logMAR (Thompson et al. 2017)",
            (
                Spec(Acuity.id, {"logmar": 0.7, "log_cs": 1.12}),
                Spec(FieldLoss.id, {"map": "binocular-advanced"}),
            ),
        ),
        SightPreset(
            "the-glasses",
            "The glasses: smeared safety goggles",
            "As dense as a Bangerter foil between 0.2 and 0.1: logMAR 0.75, straylight log s 1.5, uneven by a fifth.",
            "Odell et al. 2008 for the foils; the likeness is our proposal",
            (Spec(Smear.id, {"logmar": 0.75, "log_s": 1.5, "unevenness": 0.2}),),
            is_illustrative=True,
        ),
        SightPreset(
            "cataract",
            "Cataract: posterior subcapsular, aged 75",
            "A veil of log s 1.48, the yellow lens of 75 years to which the eyes have adapted, and logMAR 0.3 with "
            "Pelli-Robson 1.6.",
            "Clinical mean of log s by type of cataract; Vos 2003; von Kries 1902; DeVAS cataract preset: "
            "1.72 − 0.38 · logMAR",
            (
                Spec(Straylight.id, {"log_s": 1.48, "age": 75}),
                Spec(Acuity.id, {"logmar": 0.3, "log_cs": 1.6}),
            ),
        ),
        SightPreset(
            "ageing-75",
            "Ageing: healthy eyes of 75 years",
            "The straylight (log s 1.37) and the yellow lens of a healthy eye of 75 that has adapted to it.",
            "Vos 2003; van de Kraats & van Norren 2007; von Kries 1902",
            (Spec(Straylight.id, {"age": 75}),),
        ),
        SightPreset(
            "macular",
            "Macular degeneration",
            "A relative scotoma of 3° radius and 20 dB, lines bent by up to 15 arcmin, and the acuity beside "
            "it, logMAR 0.36.",
            "Taylor et al. 2018; Geisler & Perry 1998",
            (Spec(Macular.id, {"radius_deg": 3.0, "depth_db": 20, "warp_arcmin": 15}),),
        ),
        SightPreset(
            "hemianopia-left",
            "Hemianopia to the left after a stroke",
            "Everything left of fixation is gone but for 2° of macular sparing.",
            "Homonymous hemianopia with macular sparing",
            (Spec(Hemianopia.id, {"side": "left", "sparing_deg": 2.0}),),
        ),
        SightPreset(
            "diabetic-retinopathy",
            "Diabetic retinopathy",
            "Pelli-Robson 1.33, scattered patches of up to 16 dB, floaters.",
            "Our proposal after patients' descriptions",
            (Spec(Retinopathy.id, {"severity": 0.6, "seed": 7}),),
            is_illustrative=True,
        ),
        SightPreset(
            "acquired-nystagmus",
            "Acquired nystagmus: the page does not hold still",
            "The page goes to and fro by 0.25°, once in two seconds, and is blurred from side to side by 6.25 arcmin: "
            "slower and less than the real thing, so that it cannot flash.",
            "Gresty, Ell & Findley 1982; Kang & Shaikh 2017; slowed down to our own limit",
            (Spec(Nystagmus.id, {"amplitude_deg": 4.0, "motion_deg": 0.25, "motion_hz": 0.5, "waveform": "pendular"}),),
            is_illustrative=True,
        ),
        SightPreset(
            "deutan",
            "Colour blindness: no M cones",
            "Red and green look alike.",
            "Machado, Oliveira & Fernandes 2009",
            (Spec(Colour.id, {"kind": "deutan", "severity": 1.0}),),
        ),
        SightPreset(
            "presbyopia-55",
            "Presbyopia at 55 without glasses",
            "Out of focus by 0.67 dioptres at 60 cm: a disc of 9.2 arcmin.",
            "Hofstetter 1950; geometrical optics",
            (Spec(Presbyopia.id, {"age": 55, "pupil_mm": 4.0}),),
        ),
    )
}
