"""A person's record out of the store as a file, and back in."""
