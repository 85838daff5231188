"""Input-output algebra: arrays in, arrays out; it knows no files, no labels and no years."""
