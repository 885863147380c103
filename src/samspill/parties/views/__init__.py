"""The signed-in pages of people and parties, under ``/arbeid/folk/``."""
