"""The content pipeline: Markdown files to database rows and back. Builds no pages or forms."""
