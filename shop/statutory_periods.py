"""Periods that consumer and data protection law set. Pure."""

from datetime import timedelta

DELIVER_WITHIN = timedelta(days=30)  # Consumer Rights Act 2015, s. 28
CANCEL_WITHIN = timedelta(days=14)  # Consumer Contracts Regulations 2013, reg. 30
SEND_BACK_WITHIN = timedelta(days=14)  # Consumer Contracts Regulations 2013, reg. 35
REFUND_WITHIN = timedelta(days=14)  # Consumer Contracts Regulations 2013, reg. 34
ACKNOWLEDGE_COMPLAINT_WITHIN = timedelta(days=30)  # Data Protection Act 2018, s. 164A
