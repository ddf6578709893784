"""The published, slow form of the sensitivity filter: cosine-log bands by FFT, thresholded where contrast is too low.

Peli 1990 as used by DeVAS (Thompson et al. 2017), with its bands anchored at the eye's cutoff and not at the size of
the picture. One channel of linear light.
"""

from __future__ import annotations

import math

import cv2
import numpy as np

from empathylab.vision.csf import Csf


def published(light: np.ndarray, ppd: float, csf: Csf) -> np.ndarray:
    """Luminance (0 to 1) as an eye with this sensitivity would need it to be."""
    rows, columns = light.shape
    padded = np.pad(light, ((0, rows % 2), (0, columns % 2)), mode="edge")
    spectrum = np.fft.rfft2(padded)
    fy, fx = np.fft.fftfreq(padded.shape[0])[:, None] * ppd, np.fft.rfftfreq(padded.shape[1])[None, :] * ppd
    octaves = np.log2(np.maximum(np.hypot(fx, fy), 1e-9))
    top = math.log2(csf.cutoff_cpd / math.sqrt(2))
    lowest = math.floor(math.log2(4 * ppd / max(light.shape)) - top)
    kept = np.fft.irfft2(spectrum * _low(octaves, top + lowest), padded.shape)
    for step in range(lowest, 1):
        centre = top + step
        band = np.fft.irfft2(spectrum * _band(octaves, centre), padded.shape)
        mean = np.fft.irfft2(spectrum * _low(octaves, centre), padded.shape)
        contrast = np.abs(band) / np.maximum(mean, 1e-3)
        needed = 1 / max(float(csf.sustained(2.0**centre)), 1.0)
        seen = (contrast >= needed).astype(np.float32)
        kept += band * cv2.GaussianBlur(seen, (0, 0), max(0.35 * ppd / 2.0**centre / 2, 0.3))
    return np.clip(kept[:rows, :columns], 0, 1)


def _band(octaves: np.ndarray, centre: float) -> np.ndarray:
    """One octave each way, as a raised cosine over log frequency."""
    return np.where(np.abs(octaves - centre) < 1, 0.5 + 0.5 * np.cos(np.pi * (octaves - centre)), 0)


def _low(octaves: np.ndarray, centre: float) -> np.ndarray:
    """Everything below a band."""
    rise = 0.5 - 0.5 * np.cos(np.pi * (octaves - centre + 1))
    return np.where(octaves <= centre - 1, 1, np.where(octaves >= centre, 0, 1 - rise))
