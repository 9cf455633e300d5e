"""One case on the screen: what was done at the left, who and how it came out at the right.

page           the whole page, its keys, and which side may be open
header         number, title, badges, buttons, and the strips beneath
timeline       the steps as a list; timeline_rows says what each line holds, timeline_paint draws it
parties_card   who takes part, by side
mediation_card the sessions; caucus_panel is what one side said apart
brought_cards  requests and reports
record_cards   results and corrections
aid_cards      money, activities, follow-ups, thanks
cover          what of a case may be seen while parties stand at the desk
"""
