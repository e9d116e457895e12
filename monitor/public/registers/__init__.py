"""The registers: lists across all countries, with filters in the address, and the page of one law or initiative."""
