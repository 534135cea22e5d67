"""The world's formats as values: what cannot be read is named, row and column, and the rest is taken in."""
