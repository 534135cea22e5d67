"""What happened, according to whom: entries, the append-only log, its index and views."""
