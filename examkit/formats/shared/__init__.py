"""What several formats share: input files, HTML, XML, records, drafts."""
