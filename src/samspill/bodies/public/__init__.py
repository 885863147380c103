"""The open pages of bodies: they read, and write nothing."""
