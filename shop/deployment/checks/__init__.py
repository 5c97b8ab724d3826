"""One thing to check a file. `shop/deployment/doctor.py` lists them."""
