"""Predict how fast a recurrent network learns from its activity before learning."""

from ._version import __version__

__all__ = ["__version__"]
