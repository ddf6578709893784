"""PINs, words of pairing and passphrases that cost next to nothing, in every test: a hundredth of what makes them hard.

A file that a test locks is opened by that test's process alone, since what the passphrase costs is not in it.
"""

from __future__ import annotations

from empathylab.domain import pairing
from empathylab.files import pin
from empathylab.storage import sealing

#: How hard they are to guess in the lab, by what is kept.
IN_THE_LAB = {"PIN": pin._SCRYPT["n"], "words of pairing": pairing._SCRYPT["n"]}
#: Of a passphrase: how often it goes through how much memory.
PASSPHRASE_IN_THE_LAB = sealing._PASSES, sealing._MEMORY_BYTES

pin._SCRYPT["n"] = pairing._SCRYPT["n"] = 2**4
sealing._PASSES, sealing._MEMORY_BYTES = 1, 2**13
