"""What the treatment must respect, and the protocol with its edits."""
