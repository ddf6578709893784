"""Is this computer ready for an event? One line for each thing that can go wrong."""

from empathylab.check.lines import check_lines

__all__ = ["check_lines"]
