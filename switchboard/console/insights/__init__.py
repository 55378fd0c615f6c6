"""What customers asked, which articles answered, and what contradicts itself."""
