"""What people see: the only rooms where Qt lives.

look            how everything looks: scheme, font, text size
colours         one pair of tables
stylesheet      the rules built from them
input_method    which input method Qt is told to use
messages        the one way to ask and to report
widgets/        cards, badges, shapes, panels, buttons, labels
fields/         labelled fields that read what is typed
form            what every form shares: order of keys, refusals, drafts, the foot
"""
