"""The measures of a plan as a spreadsheet: out, edited, and in again with a report first."""
