"""What people see: the only rooms where Qt lives.

look            how everything looks: scheme, font, text size
colours         one pair of tables
stylesheet      the rules built from them
input_method    which input method Qt is told to use
messages        the one way to ask and to report
widgets/        cards, badges, shapes, panels, buttons, labels
fields/         labelled fields that read what is typed
form            what every form shares: order of keys, refusals, drafts, the foot
main_window     the one window: the frame first, furnished when the desk comes
desk_work       which page is shown, and every act of the menus
form_work       the one form that may be open; form_makers, open_form
print_work      a case's sheet on its way to the preview; backup_work the same for a backup
printing        the preview, and the way onto paper or into a PDF
outside         backups, printers and the system's dialogs, handed in
desk            the one door to the records
demonstration   the keys of the Hanlin case
case_list/      the list of cases and what stands beside it
case_page/      one case: timeline, parties, mediation, result
forms/          the six forms
welcome         the page of an empty file
clipboards      what is copied must not outlive what is covered
menus  status_line  notices
help_page       the manual, one topic at a time; help_work shows it and goes back
settings        what a person chose for their eyes; sight_work hands it on
"""
