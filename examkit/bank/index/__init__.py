"""The cached index of a bank, so that the bank opens without being parsed."""
