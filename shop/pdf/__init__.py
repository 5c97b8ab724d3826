"""HTML pages as PDF files, in the shop's fonts, from local files only."""
