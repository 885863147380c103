"""A text of headings, paragraphs and tables, put in order once and written as Word and as PDF."""

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
