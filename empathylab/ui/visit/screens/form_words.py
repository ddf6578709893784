"""Sentences that are told beside a form, outside every simulation. `{key}` is the key that leads on."""

from __future__ import annotations

FIX_WORDS = "The same page, without {met}. {key} goes back; after a minute it does by itself."
MARKED_WORDS = "Marked: this hurts. Go on; what it was you can say afterwards."
POINTER_WORDS = "The mouse is off here, as using one hurts. Tab goes to the next field."
DARK_WORDS = "The mouse is off while the screen is dark. Listen, and use the keys."
SILENCE_WORDS = "The sound has gone. What the reader says is shown in words now."
STUCK_WORDS = "Take your time. Being stuck is fine, too: {key} goes on."
SENT_WORDS = "Sent. Press {key} to go on, or wait."
FINISHED_WORDS = "Done. Press {key} to go on, or wait."
