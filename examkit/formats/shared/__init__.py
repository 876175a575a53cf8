"""Code that several formats share: input files, HTML, XML, rows, and drafts."""
