"""How forms show and read days and times: as people in Britain write them.

Django's own British formats show a day with a time as 2026-11-28 13:00:00, and Oscar's date pickers make
their mask from the first format of each list.
"""

DATE_INPUT_FORMATS = ["%d/%m/%Y", "%d/%m/%y", "%d %B %Y", "%d %b %Y", "%Y-%m-%d"]
DATETIME_INPUT_FORMATS = [
    "%d/%m/%Y %H:%M",
    "%d/%m/%y %H:%M",
    "%d %B %Y %H:%M",
    "%d/%m/%Y",
    "%Y-%m-%d %H:%M",
    "%Y-%m-%d %H:%M:%S",
]
