"""One module per screen. Each shows the engine's state and passes it the candidate's requests."""
