"""Made-ready notebooks → pages that are read: embedded HTML, Quarto, downloads."""
