"""One module a screen; each shows what the engine says and tells it what was asked for."""
