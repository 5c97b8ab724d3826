"""How long what is stored about people: the jobs and the privacy notice read it from here."""
