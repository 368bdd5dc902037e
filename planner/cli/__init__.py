"""The command line: the same core behind a file as behind the web walk."""
