"""Pictures of an organization's record as SVG, each with the same data as a table."""
