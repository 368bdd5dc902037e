"""One module a kind of entry: from the pack to the values a page shows."""
