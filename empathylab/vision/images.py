"""Picture files in and out: whatever a person has, as H×W×3 uint8 sRGB, or a sentence why not."""

from __future__ import annotations

import contextlib
import warnings
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from empathylab.domain.errors import InputError
from empathylab.vision.chain import MAX_PIXELS, Frame

_SIXTEEN_BIT = {"I;16", "I;16L", "I;16B", "I;16N", "I"}


def read(path: Path) -> Frame:
    """A picture file; transparency lies on white, 16 bits become 8, grey and CMYK become RGB, turned upright.

    Raises InputError when it is no picture, empty, damaged or too large.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(path) as image:
                _check_size(image, path)
                return _rgb(ImageOps.exif_transpose(image))
    except UnidentifiedImageError as error:
        raise InputError(f"{path.name} is not a picture.", "Give it a PNG, JPEG, WebP, TIFF or BMP file.") from error
    except Image.DecompressionBombError as error:
        raise InputError(
            f"{path.name} is too large.", f"Make it smaller than {MAX_PIXELS // 1_000_000} megapixels."
        ) from error
    except (OSError, SyntaxError, ValueError) as error:
        if not path.exists():
            raise InputError(f"There is no file {path}.", "Check the name.") from error
        if path.is_dir():
            raise InputError(f"{path} is a folder.", "Give it the picture itself.") from error
        raise InputError(f"{path.name} cannot be read; it may be damaged.", "Save it again as PNG.") from error


def write(path: Path, picture: Frame) -> None:
    """Save as the format that the name's ending says; raises OSError, and InputError where it says none."""
    try:
        Image.fromarray(picture).save(path)
    except ValueError as error:
        raise InputError(
            f"'{path.suffix or path.name}' is no ending of a picture file.", "End it with .png."
        ) from error


def _check_size(image: Image.Image, path: Path) -> None:
    width, height = image.size
    if width * height == 0:
        raise InputError(f"{path.name} is empty: it has no pixels.")
    if width * height > MAX_PIXELS:
        raise InputError(f"{path.name} has {width} × {height} pixels, which is too large.", "Make it smaller first.")


def _rgb(image: Image.Image) -> Frame:
    if image.mode in _SIXTEEN_BIT:
        return np.repeat((_sixteen(image) // 257).astype(np.uint8)[..., None], 3, axis=2)
    if image.mode == "F":
        raise InputError("A picture of floating-point numbers has no agreed white.", "Save it with 8 or 16 bits.")
    if image.mode in {"RGBA", "LA", "PA", "La", "RGBa"} or "transparency" in image.info:
        image = image.convert("RGBA")
        paper = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(paper, image)
    return np.ascontiguousarray(_in_srgb(image))


def _sixteen(image: Image.Image) -> NDArray[np.int64]:
    return np.clip(np.asarray(image, np.int64), 0, 65535)


def _in_srgb(image: Image.Image) -> Frame:
    """sRGB by the picture's own colour profile when it has a usable one."""
    profile = image.info.get("icc_profile")
    if profile and image.mode in {"RGB", "CMYK", "L"}:
        with contextlib.suppress(ImageCms.PyCMSError, OSError):
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            turned = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
            if turned is not None:
                image = turned
    return np.asarray(image.convert("RGB"), np.uint8)
