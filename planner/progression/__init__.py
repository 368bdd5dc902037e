"""From pain, scores and tests recorded to advance, hold, step back or stop, and why."""
