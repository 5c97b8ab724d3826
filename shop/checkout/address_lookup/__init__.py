"""The addresses of a postcode, asked of a provider by our server: `settings.ADDRESS_LOOKUP`."""
