"""One module a dataset: a published file → a frame, as published. Nothing is renamed, typed or moved here."""
