"""Samspill: the collaboration between a hospital trust and its municipalities, in the open."""

__version__ = "0.1.0"
