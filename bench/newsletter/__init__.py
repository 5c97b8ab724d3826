"""How fast a newsletter is sent, and whether a crash loses or repeats emails: `make bench-newsletter`.

Needs PostgreSQL (`bin/with-postgres` brings a throwaway one). Fills it with subscribers and queues a
newsletter with two subjects for a saved audience. Two workers send each subject to a tenth, the subject that
was clicked more often is chosen for the rest, and the workers are killed half-way with SIGKILL. Two new ones
go on, what the killed ones had in their hands is settled by the mail server's log, and then the log is
compared with what everybody should have got.
"""
