"""The body of an article with its structure: Markdown and typed blocks."""
