"""The numbers of the protocol."""
