"""Files that people send: which are taken, how they are kept, and the field of a form for them."""
