"""The brief of a meeting: before it and after it, as known on a date, in a language."""
