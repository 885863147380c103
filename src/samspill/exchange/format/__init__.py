"""The open format: the types of every file in a helsefellesskap's folder."""
