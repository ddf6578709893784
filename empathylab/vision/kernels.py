"""The weights of blurs."""

from __future__ import annotations

import math

import cv2
import numpy as np

from empathylab.vision.light import Array, Floats


def disc_kernel(diameter_px: float) -> Floats:
    """A uniform disc, exact at its edge, that sums to 1."""
    fine, side = 16, max(3, 2 * math.ceil((diameter_px - 1) / 2) + 1)
    axis = (np.arange(side * fine) + 0.5) / fine - side / 2
    inside = np.hypot(axis[None, :], axis[:, None]) <= diameter_px / 2
    kernel = inside.reshape(side, fine, side, fine).mean(axis=(1, 3))
    return np.asarray(kernel / kernel.sum(), np.float32)


def row_kernel(sd_px: float) -> Floats:
    """A Gaussian to three standard deviations, for a filter of one row.

    OpenCV's filter of two dimensions makes of it what its GaussianBlur makes, in two thirds of the time.
    """
    return np.asarray(cv2.getGaussianKernel(2 * math.ceil(3 * sd_px) + 1, sd_px, cv2.CV_32F).ravel(), np.float32)


def limit_kernel(sd_px: float) -> Floats:
    """A row of weights flatter than a Gaussian within its range and steeper beyond it: g + g − g∗g."""
    reach = max(1, math.ceil(4 * sd_px))
    axis = np.arange(-reach, reach + 1)
    wide = np.exp(-((axis / sd_px) ** 2) / 4)
    narrow = np.exp(-((axis / sd_px) ** 2) / 2)
    return np.asarray(2 * narrow / narrow.sum() - wide / wide.sum(), np.float32)


def half_of(kernel: Array) -> Floats:
    """Of a symmetric kernel the weights from its middle on: an odd number, three at least, as `passes.blurs` does."""
    half = kernel[len(kernel) // 2 :]
    return np.append(half, np.zeros(max(3 - len(half), 1 - len(half) % 2))).astype(np.float32)


def steps_of(disc: Array) -> Floats:
    """Of a quarter of a disc's kernel, by columns from its middle on, what each four have more than the next one.

    With zeros up to a multiple of four columns, and an even number of weights, four at least, as `passes.discs` does.
    """
    middle = len(disc) // 2
    quarter, count = disc[middle:, middle:], middle + 1
    columns = np.pad(quarter, ((0, -count % 4 + 1), (0, max(4 - count, count % 2))))
    return np.asarray(columns[:-1] - np.repeat(columns[4::4], 4, axis=0), np.float32)
