"""Content security policy, cookies and transport."""

from django.utils.csp import CSP

from shop.settings.env import env

SECURE_COOKIES = env.bool("SECURE_COOKIES", True)
SESSION_COOKIE_SECURE = SECURE_COOKIES
CSRF_COOKIE_SECURE = SECURE_COOKIES
SESSION_COOKIE_SAMESITE = "Lax"  # Strict would lose the session on the way back from 3-D Secure
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "shop.web.expired_forms.csrf_failure"

# Behind a proxy of ours every connection comes from the proxy, which must overwrite this header.
CLIENT_IP_HEADER = env.str("CLIENT_IP_HEADER", "")
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

# Shop pages hold no inline script or style and load nothing from elsewhere.
SECURE_CSP: dict[str, list[str]] = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "object-src": [CSP.NONE],
    "frame-src": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
    "report-uri": ["/csp-reports/"],
    "report-to": ["csp"],  # shop/web/response_headers.py names the address
}
# The page where a card is typed: Stripe's script and frames beside ours, and nothing else.
PAYMENT_CSP: dict[str, list[str]] = {
    **SECURE_CSP,
    "script-src": [CSP.SELF, "https://js.stripe.com", "https://*.js.stripe.com"],
    "frame-src": ["https://js.stripe.com", "https://*.js.stripe.com", "https://hooks.stripe.com"],
    "connect-src": [CSP.SELF, "https://api.stripe.com"],
}
# The office frames its own emails and files. Nothing inline runs where shoppers' words are shown.
OFFICE_CSP: dict[str, list[str]] = {**SECURE_CSP, "frame-src": [CSP.SELF]}
# Wagtail's editors carry inline scripts and styles of their own.
EDITOR_CSP: dict[str, list[str]] = {
    **OFFICE_CSP,
    "script-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "img-src": [CSP.SELF, "data:", "blob:"],
    "frame-ancestors": [CSP.SELF],
}
