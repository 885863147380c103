"""Samspill: the collaboration between hospital trusts and their municipalities, in the open."""

__version__ = "0.1.0"
