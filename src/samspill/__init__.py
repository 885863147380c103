"""Samspill: the collaboration between a hospital trust and its municipalities, in the open."""
