"""From a campaign's reports to one static website: index map, search, editions, checks, publication."""
