"""Other people's formats, in and out: pure functions between bytes and drafts."""
