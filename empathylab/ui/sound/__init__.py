"""The way of sound, from a phrase to the loudspeaker."""
