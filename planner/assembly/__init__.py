"""Assembly: from a working diagnosis to a staged protocol, and what was left out and why."""
