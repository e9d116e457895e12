"""Tips: the form, the sealed store, the inbox (docs/adr/0007-tips.md)."""
