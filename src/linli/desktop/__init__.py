"""What people see: the only rooms where Qt lives.

look            colours, fonts, the one stylesheet
input_method    which input method Qt is told to use
messages        the one way to ask and to report
widgets/        cards, badges, shapes, panels, buttons, labels
fields/         labelled fields that read what is typed
form            what every form shares: order of keys, refusals, drafts, the foot
"""
