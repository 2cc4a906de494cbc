"""The content way: Markdown files to database rows and back. No page or form is made here."""
