"""活动 by the keys: its rows of counts, posts and trainings."""

from datetime import date

import pytest

from linli.desktop.forms.activity import ActivityForm
from linli.domain.amounts import Count, Qualifier
from linli.domain.case_file import CaseFile, Choices
from linli.domain.drafts import ActivityDraft, PostDraft, TrainingDraft
from linli.domain.moments import Moment

from .hand import Around, Hand, Kept, Show

DAY = Moment.on_day(date(2025, 3, 13))
ACTIVITY = ActivityDraft(
    moment=DAY,
    host="翰林社区",
    co_hosts=("消防站", "第二小学"),
    place="消防站",
    programme="参观\n体验",
    people=(
        Count(50, qualifier=Qualifier.OVER, unit="名", of_what="小学生"),
        Count(6, unit="名", of_what="志愿者"),
        Count(None, qualifier=Qualifier.WORDS, words="一车人"),
    ),
    posts=(
        PostDraft("签到", Count(2, unit="人"), "王甲、李乙", 90),
        PostDraft("引导", Count(4, unit="人")),
        PostDraft("摄影"),
    ),
    trainings=(
        TrainingDraft("安全知识", Moment.in_words("活动前"), "网格长", "志愿者"),
        TrainingDraft("保密制度", Moment.not_stated()),
    ),
    note="没有发生意外。",
)


@pytest.fixture
def form(hanlin: CaseFile, choices: Choices, around: Around, show: Show) -> ActivityForm:
    made = ActivityForm(hanlin, choices, **around)
    show(made)
    return made


def test_an_activity_is_written_by_the_keys_alone(
    form: ActivityForm, kept: Kept, hand: Hand
) -> None:
    assert form.host.line.hasFocus()
    hand.write("翰林社区")
    hand.press("⏎")
    hand.write("消防站")
    hand.press("⏎⏎3.13⏎")
    hand.write("消防站")
    hand.press("⏎")
    hand.write("50余名")
    hand.press("⏎")
    hand.write("小学生")
    hand.press("⏎⏎")
    hand.write("参观。")
    hand.press("⇥")
    for words in ("签到", "2人", "王甲", "90分钟"):
        hand.write(words)
        hand.press("⏎")
    hand.press("⏎")
    for words in ("安全知识", "昨天", "网格长", "志愿者"):
        hand.write(words)
        hand.press("⏎")
    hand.press("⏎")
    hand.write("顺利。")
    hand.chord("Ctrl+S")
    assert kept.drafts == [
        ActivityDraft(
            moment=DAY,
            host="翰林社区",
            co_hosts=("消防站",),
            place="消防站",
            programme="参观。",
            people=(
                Count(50, qualifier=Qualifier.OVER, unit="名", of_what="小学生", words="50余名"),
            ),
            posts=(PostDraft("签到", Count(2, unit="人"), "王甲", 90),),
            trainings=(
                TrainingDraft("安全知识", Moment.on_day(date(2025, 3, 15)), "网格长", "志愿者"),
            ),
            note="顺利。",
        )
    ]


def test_a_kept_activity_comes_back_as_it_was(
    hanlin: CaseFile, choices: Choices, around: Around, kept: Kept, show: Show
) -> None:
    form = ActivityForm(hanlin, choices, kept=ACTIVITY, **around)
    show(form)
    assert form.title_label.text() == "修改活动"
    assert not form.is_changed()
    assert form.submit()
    assert kept.drafts == [ACTIVITY]


def test_the_rows_say_how_they_were_read_and_that_minors_are_only_counted(
    form: ActivityForm,
) -> None:
    assert form.people.hint == "未成年人只写人数，不写姓名"
    form.people.set_value([("50余名", "小学生"), ("共8人", "")])
    assert form.people.hint == "小学生 50余名；总数 8人。未成年人只写人数，不写姓名"


@pytest.mark.parametrize(
    ("name", "rows", "sentence"),
    [
        ("people", [("", "小学生")], "请写多少人"),
        ("posts", [("", "2人", "", "")], "请写岗位名称"),
        ("posts", [("签到", "", "", "很久")], "没认出时长“很久”，请写如 2小时、90分钟"),
        ("trainings", [("", "昨天", "", "")], "请写培训内容"),
    ],
)
def test_a_row_that_lacks_something_is_marked(
    form: ActivityForm, name: str, rows: list[tuple[str, ...]], sentence: str
) -> None:
    getattr(form, name).set_value(rows)
    assert not form.submit()
    assert form.fields[name].error == sentence


def test_all_rows_are_restored(
    form: ActivityForm, hanlin: CaseFile, choices: Choices, around: Around, show: Show
) -> None:
    form.people.set_value([("50余名", "小学生"), ("六", "志愿者")])
    form.posts.set_value([("签到", "2", "王甲", "很久"), ("引导", "", "", "")])
    form.trainings.set_value([("安全", "昨天", "", "")])
    form.co_hosts.set_value(("消防站",))
    form.co_hosts.line.setText("第二")
    again = ActivityForm(hanlin, choices, **around)
    again.restore(form.raw())
    show(again)
    assert again.raw() == form.raw()
