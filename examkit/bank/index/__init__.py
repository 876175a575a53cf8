"""The cached index of a bank, so that opening the bank parses nothing."""
