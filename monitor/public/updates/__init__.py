"""What changed on the pages that readers see: one stream, to read and to follow."""
