"""How long one night's look at the automations takes for 100,000 people: `make bench-automations`.

Needs PostgreSQL (`bin/with-postgres` brings a throwaway one). 100,000 people have confirmed the form with the
free guide. On the first day all of them enter the welcome series; two days later its first email is due for
all. Then a tenth has left, a tenth has had its emails of the week and a tenth follows a series.
"""
