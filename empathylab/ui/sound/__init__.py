"""From a phrase to the loudspeaker."""
