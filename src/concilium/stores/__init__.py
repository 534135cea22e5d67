"""Where a log lives: in memory, or in a folder of files that people write; and the cache of a parsed folder."""
