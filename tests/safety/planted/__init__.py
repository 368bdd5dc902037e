"""Small wrongs put into a copy of the program, each of which a named test must catch."""
