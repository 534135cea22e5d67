"""Answers made into text: the brief, and the formats in which it is handed out."""
