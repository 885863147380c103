"""Workbooks that are sent here: opened, read row by row, and doubted; and those written here."""
