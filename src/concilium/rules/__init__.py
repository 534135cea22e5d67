"""The algebra of votes: dateless and fileless. What counts, what is needed, what came of it and why."""
