"""What people do, in the order a case meets it.

numbers     the number a case gets
grid        the office, its units and people
people      parties of a case
requests    what is asked, how it was brought, and the replies
state       what is derived of a case and stands on its row
steps       the timeline: placing a step, naming who acted
intake      taking a case down
confirming  the next number after a restore
mediation   sessions, and the one door to what was said apart
conveying   words of one side told to others, with consent
agreements  agreements, what they oblige to, how that is performed
aid         appeals and gifts
activities  activities with posts and trainings
follow_up   follow-ups and thanks
ties        links between cases
reminders   what is to be done on a day
closing     results and the end of a case
caseload    the list, its figures, the case file
turning     a step that becomes a session, or a session a step
responsible who has each of many cases
agenda      what today asks of the office
unsaved     raw text of forms nobody has saved yet
paper       what was printed
checking    comparing a record file with what must hold, changing nothing
sample      the cases of a newspaper page, to try the program with

A use case is ``verb(session, ...) -> id or frozen value``; it flushes and never
commits. ``now`` is the office's naive local wall time.
"""
