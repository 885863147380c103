"""The open pages of parties: they read, and write nothing."""
