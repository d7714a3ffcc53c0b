"""Statistics on frames of declared indicators: pure functions that know no indicator, territory file or view."""
