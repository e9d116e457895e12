"""Two to five countries side by side."""
