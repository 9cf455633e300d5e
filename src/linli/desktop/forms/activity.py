"""活动: who holds it where, who comes, who stands at which post, who was trained."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from linli.desktop.fields.choice import ChoiceField
from linli.desktop.fields.line import LineField
from linli.desktop.fields.many import ManyField
from linli.desktop.fields.moment import MomentField
from linli.desktop.fields.text import TextField
from linli.desktop.form import FieldGrid, Save
from linli.desktop.forms.entry_form import EntryForm, Now, names_to_offer
from linli.desktop.forms.figures import of_people, typed_figure, unless_untouched
from linli.desktop.forms.rows_field import Column, RowsField
from linli.desktop.look import scaled
from linli.desktop.messages import Ask
from linli.domain.amounts import Count, Qualifier, count_hint, parse_count
from linli.domain.case_file import CaseFile, Choices
from linli.domain.drafts import ActivityDraft, PostDraft, TrainingDraft
from linli.domain.moments import Moment, Precision, duration_text, parse_moment, typed_text
from linli.domain.text import LINE, NAME, clean
from linli.domain.vocabulary import COUNTED
from linli.errors import Refused

_COUNTED = (*COUNTED[:2], "志愿者", "工作人员", "居民", "学生")
"""What is counted at activities; any other word will do."""
_MINORS = "未成年人只写人数，不写姓名"
_CAPTION = 64


class ActivityForm(EntryForm):
    """Takes down an activity; hands over an `ActivityDraft`.

    ``carried_day`` is a day given by hand in the entry just before; with ``kept`` it
    changes that activity.
    """

    def __init__(
        self,
        case_file: CaseFile,
        choices: Choices,
        *,
        now: Now,
        save: Save,
        ask: Ask,
        kept: ActivityDraft | None = None,
        carried_day: date | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            "记活动" if kept is None else "修改活动", now=now, save=save, ask=ask, parent=parent
        )
        self._kept = kept
        self._add_place_and_time(case_file, choices, carried_day)
        self._add_people()
        grid = FieldGrid(caption_width=_CAPTION)
        grid.add_rows((self.host, self.co_hosts, self.moment, self.place, self.people))
        grid.add_rows((self.programme, self.posts, self.trainings, self.note))
        self.body.addLayout(grid)
        self.body.addStretch(1)
        if kept is not None:
            self._fill(kept)
        self.people.changed.connect(self._show_counts)
        self._show_counts()

    @override
    def compose(self) -> ActivityDraft:
        texts = self.texts()
        return ActivityDraft(
            moment=self.moment.moment(),
            host=texts["host"],
            co_hosts=self.co_hosts.value(),
            place=texts["place"],
            programme=texts["programme"],
            people=tuple(self._counts()),
            posts=tuple(self._posts()),
            trainings=tuple(self._trainings()),
            note=texts["note"],
        )

    def _add_place_and_time(
        self, case_file: CaseFile, choices: Choices, carried_day: date | None
    ) -> None:
        names = names_to_offer(choices, case_file)
        self.host = self.add_field(
            "host",
            ChoiceField(
                "主办",
                names,
                is_name_list=True,
                is_open_ended=True,
                placeholder="",
                mnemonic="Z",
            ),
        )
        self.co_hosts = self.add_field("co_hosts", ManyField("合办", names, mnemonic="B"))
        self.moment = self.add_field(
            "moment",
            MomentField(
                "时间",
                now=self.now,
                previous=case_file.steps[-1].moment if case_file.steps else None,
                carried_day=carried_day,
                mnemonic="T",
            ),
        )
        self.place = self.add_field("place", LineField("地点", mnemonic="P"))

    def _add_people(self) -> None:
        self.people = self.add_field(
            "people",
            RowsField(
                "人数",
                (
                    Column("多少，如 50余名", 4),
                    Column("什么人", 5, has_list=True, offered=_COUNTED),
                ),
                hint=_MINORS,
                mnemonic="R",
            ),
        )
        self.programme = self.add_field("programme", TextField("安排", height=72, mnemonic="N"))
        self.posts = self.add_field(
            "posts",
            RowsField(
                "岗位",
                (
                    Column("名称", 4),
                    Column("人数", 2),
                    Column("谁", 5),
                    Column("时长", 3),
                ),
                mnemonic="G",
            ),
        )
        self.trainings = self.add_field(
            "trainings",
            RowsField(
                "培训",
                (Column("内容", 5), Column("时间", 3), Column("谁讲", 3), Column("给谁", 3)),
                mnemonic="X",
            ),
        )
        self.note = self.add_field("note", TextField("说明", height=72, mnemonic="S"))
        for text in (self.programme, self.note):
            text.box.setFixedHeight(scaled(72))

    def _fill(self, kept: ActivityDraft) -> None:
        self.host.set_text(kept.host)
        self.co_hosts.set_value(kept.co_hosts)
        self.moment.set_value(kept.moment)
        self.place.set_text(kept.place)
        self.people.set_value((typed_figure(each), each.of_what) for each in kept.people)
        self.programme.set_text(kept.programme)
        self.posts.set_value(
            (
                post.name,
                typed_figure(post.people),
                post.people_words,
                "" if post.minutes is None else duration_text(post.minutes),
            )
            for post in kept.posts
        )
        self.trainings.set_value(
            (each.topic, self._typed_time(each.moment), each.trainer, each.trained)
            for each in kept.trainings
        )
        self.note.set_text(kept.note)

    def _counts(self) -> list[Count]:
        rows = self.people.value()
        kept = self._kept.people if self._kept is not None else ()
        found = [_count(row, kept) for row in rows]
        if None in found:
            raise Refused(("people", "请写多少人"))
        return [count for count in found if count is not None]

    def _posts(self) -> list[PostDraft]:
        kept = self._kept.posts if self._kept is not None else ()
        was = {post.name: post for post in kept}
        found: list[PostDraft] = []
        for name, figure, who, time in self.posts.value():
            if not (name := clean(name, NAME, field="posts")):
                raise Refused(("posts", "请写岗位名称"))
            earlier = was.get(name)
            people = of_people(parse_count(clean(figure, LINE, field="posts")))
            people = unless_untouched(figure, people, earlier.people if earlier else None)
            words = clean(who, LINE, field="posts")
            found.append(PostDraft(name, people, words, self._minutes(time)))
        return found

    def _minutes(self, text: str) -> int | None:
        if not text:
            return None
        minutes = parse_moment(f"用时{clean(text, LINE, field='posts')}", self.now()).moment.minutes
        if not minutes:
            raise Refused(("posts", f"没认出时长“{text}”，请写如 2小时、90分钟"))
        return minutes

    def _trainings(self) -> list[TrainingDraft]:
        found: list[TrainingDraft] = []
        for topic, time, trainer, trained in self.trainings.value():
            if not (topic := clean(topic, LINE, field="trainings")):
                raise Refused(("trainings", "请写培训内容"))
            found.append(
                TrainingDraft(
                    topic,
                    self._read_time(time),
                    clean(trainer, LINE, field="trainings"),
                    clean(trained, LINE, field="trainings"),
                )
            )
        return found

    def _read_time(self, text: str) -> Moment:
        """The time of a training; an empty cell says that nobody knows."""
        return parse_moment(text, self.now()).moment if text else Moment.not_stated()

    def _typed_time(self, moment: Moment) -> str:
        return "" if moment.precision is Precision.NOT_STATED else typed_text(moment, self.now())

    def _show_counts(self) -> None:
        """Say under the rows how they were read; a slip stands out in amber."""
        try:
            counts = [count for row in self.people.value() if (count := _count(row, ()))]
        except Refused as refused:
            self.people.set_hint(str(refused), is_amber=True)
            return
        read = "；".join(f"{each.of_what} {count_hint(each)}".strip() for each in counts)
        is_amber = any(each.qualifier is Qualifier.WORDS for each in counts)
        self.people.set_hint(f"{read}。{_MINORS}" if read else "", is_amber=is_amber)


def _count(row: Sequence[str], kept: Sequence[Count]) -> Count | None:
    """The count in a row: the very one that was kept where the row still says the same."""
    figure, of_what = row[0], clean(row[1], LINE, field="people")
    for earlier in kept:
        if (figure, of_what) == (typed_figure(earlier), earlier.of_what):
            return earlier
    read = of_people(parse_count(clean(figure, LINE, field="people")))
    if read is None:
        return None
    return _called(read, of_what)


def _called(count: Count, of_what: str) -> Count:
    # 共50人 reads as a total by itself.
    counted = of_what or (COUNTED[0] if count.of_what else "")
    return replace(count, of_what=counted)
