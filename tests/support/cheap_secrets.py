"""PINs and words of pairing that cost next to nothing, in every test: a hundredth of what makes them hard to guess."""

from __future__ import annotations

from empathylab.domain import pairing
from empathylab.files import pin

#: How hard they are to guess in the lab, by what is kept.
IN_THE_LAB = {"PIN": pin._SCRYPT["n"], "words of pairing": pairing._SCRYPT["n"]}

pin._SCRYPT["n"] = pairing._SCRYPT["n"] = 2**4
