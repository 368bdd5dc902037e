"""Speed, measured in one run and told as ratios beside times. Nothing here asserts a time."""
