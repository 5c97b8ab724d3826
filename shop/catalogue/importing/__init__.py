"""The catalogue import: a CSV file becomes products, or a list of what is wrong with it."""
