"""Making pages: addresses, one language's view, Markdown. Knows nothing of MkDocs or of commands."""
