"""The outbox: what is to be mailed, written with what it tells of, sent afterwards and once."""
