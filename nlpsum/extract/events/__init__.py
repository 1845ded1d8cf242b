"""Events: what happened, or will, on a definite occasion. Patterns say what a trigger is, code who and what."""
