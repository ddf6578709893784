"""What the observer made of templates reads through the filter: `python docs/vision/observer.py`, some minutes."""

from __future__ import annotations

from statistics import fmean

from empathylab.vision import PRESETS, SIMULATIONS, SightSimulation, Viewing, parse
from empathylab.vision.proof import pelli_robson, sloan_acuity

SEEDS = (1, 2, 3)
SCREEN = Viewing(37.8)


def acuity(worn: list[SightSimulation], near: float, viewing: Viewing = SCREEN) -> str:
    return f"{fmean(sloan_acuity(worn, viewing, near, letters=40, seed=seed).threshold for seed in SEEDS):.2f}"


def contrast(worn: list[SightSimulation], near: float) -> str:
    return f"{fmean(pelli_robson(worn, SCREEN, near, letters=20, seed=seed).threshold for seed in SEEDS):.2f}"


def worn_in(preset: str) -> list[SightSimulation]:
    return SIMULATIONS.worn(PRESETS[preset].simulations)


def main() -> None:
    for logmar in (0.3, 0.6, 1.0, 1.3):
        worn = [parse(f"acuity:logmar={logmar}")]
        print(f"logMAR {logmar}:", *(acuity(worn, logmar, Viewing(ppd)) for ppd in (37.8, 50.0, 75.0)), flush=True)
    for log_cs, logmar in ((1.05, 0.35), (1.5, 0.35), (1.05, 0.75), (1.25, 0.6)):
        print(f"Pelli-Robson {log_cs} at logMAR {logmar}:", contrast([parse(f"acuity:{logmar=},{log_cs=}")], log_cs))
    eye, glasses = worn_in("claudia"), worn_in("the-glasses")
    print("claudia without map:", acuity(eye[:1], 0.7), contrast(eye[:1], 1.12), "with map:", acuity(eye, 0.8))
    print("the-glasses, even blur alone:", acuity([parse("acuity:logmar=0.75")], 0.75))
    print("the-glasses, as shipped:", acuity(glasses, 0.85), contrast(glasses, 1.07))
    print("diabetic-retinopathy:", contrast(worn_in("diabetic-retinopathy"), 1.3))
    print("cataract:", acuity(worn_in("cataract"), 0.3))


if __name__ == "__main__":
    main()
