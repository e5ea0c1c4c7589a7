"""Reading and checking: from `data/` to one frozen Handbook. Knows nothing of pages."""
