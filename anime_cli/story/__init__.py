"""One snapshot of a story and what follows from it, all of it pure: order, references, the fold, the check."""
