"""The open pages of documents: they read, and write nothing."""
