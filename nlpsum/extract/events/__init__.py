"""Events: what happened, or will, on a definite occasion, and who did it, when and where."""
