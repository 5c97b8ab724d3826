"""What production's settings ask of the environment, no more."""

PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "shop.settings.production",
    "SECRET_KEY": "x" * 60,
    "ADDRESS_HASH_KEY": "x" * 60,
    "ALLOWED_HOSTS": "shop.example",
    "SHOP_URL": "https://shop.example",
    "EMAIL_URL": "smtp://mail.example:587",
    "DATABASE_URL": "sqlite:///:memory:",
    "TRADER_NAME": "A",
    "TRADER_ADDRESS": "B",
    "TRADER_EMAIL": "c@shop.example",
    "TRADER_PHONE": "1",
    "TRADER_COMPANY_NUMBER": "1",
    "TRADER_REGISTERED_IN": "Wales",
    "TRADER_VAT_NUMBER": "GB1",
    "PAYMENTS": "off",
    "CLIENT_IP_HEADER": "X-Real-IP",
}
