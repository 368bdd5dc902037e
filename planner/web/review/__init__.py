"""The pages of a review: diary and gate, re-test, the end of the course."""
