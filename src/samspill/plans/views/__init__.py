"""The signed-in pages of plans."""
