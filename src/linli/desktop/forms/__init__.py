"""The forms: what a clerk types, field by field, and the frozen draft each hands over.

new_case    新建事项, the full page
step        记一条, the one door to every entry
mediation   调解场次, with caucus (one side apart) and talk (all other ground)
party       当事人, with personal_part; many_parties takes many at once
request     诉求
report      反映, and the reply to it
outcome     结果与办结
link        关联
reminder    提醒, 约见, 约定调解
office      单位信息
entry_form  what they share; party_rows and rows_field are parts of theirs
carry_over  what comes after a session, and what of it is carried over
likely      which acts are likely next
curtain     parts of a form that are covered while parties are present; covering has single lines
"""
