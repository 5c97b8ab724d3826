"""Import and export: `/office/import/`."""
