"""From a case and a channel to a letter: what may be in it, what it lacks, how it reads."""
