"""A sheet on paper: what stands where, and that nothing is lost."""

import io
import re
import threading
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pypdfium2
import pytest
from pypdf import PdfReader
from pypdf.generic import Destination

from linli.errors import LinliError
from linli.sheets.content import CaseSheet, Field, Gift, Money, PartyRow, Session, Sign, Step, Text
from linli.sheets.typeset import Typesetter

from .pages import ink, page_texts, page_words
from .samples import ACTIVITY, AID, HANLIN, HAZARD, LONG, PRINTED_AT

FRAME_LEFT, FRAME_RIGHT, FOOT = 28.0, 188.0, 275.0
"""mm from the left edge, and the end of the type area from the top."""


@pytest.fixture(scope="module")
def typesetter() -> Typesetter:
    return Typesetter()


def with_note(note: str, source: str = "翰林社区") -> CaseSheet:
    return replace(
        HANLIN, steps=(*HANLIN.steps, Step("8", ("2025年3月17日",), "记事", source, None, (note,)))
    )


def many_words(count: int) -> str:
    """Words that can be told apart, so that a lost one is missed."""
    return "".join(f"第{n}句，" for n in range(10_000))[:count]


@pytest.mark.parametrize("sheet", [HANLIN, AID, HAZARD, ACTIVITY])
def test_each_of_the_articles_cases_fills_one_page_with_a_few_mm_to_spare(
    typesetter: Typesetter, sheet: CaseSheet
) -> None:
    pdf = typesetter.pdf(sheet)
    assert len(PdfReader(io.BytesIO(pdf)).pages) == 1
    assert ink(pdf, 0, above_mm=FOOT).bottom < FOOT - 3


@pytest.mark.parametrize("sheet", [HANLIN, AID, HAZARD, ACTIVITY, LONG])
def test_nothing_stands_in_the_binding_margin_or_off_the_page(
    typesetter: Typesetter, sheet: CaseSheet
) -> None:
    pdf = typesetter.pdf(sheet)
    for page in range(len(pypdfium2.PdfDocument(pdf))):
        found = ink(pdf, page)
        assert found.left >= FRAME_LEFT - 0.5
        assert found.right <= FRAME_RIGHT + 0.5
        assert found.top >= 8
        assert found.bottom <= 290


def test_the_hanlin_sheet_says_what_happened_and_when(typesetter: Typesetter) -> None:
    (text,) = page_words(typesetter.pdf(HANLIN))
    for words in (
        "枫杨办事处",
        "编号：枫杨(示例)〔2025〕纠纷0001",
        "登记日期：2025年3月15日",
        "枫杨办事处›翰林社区",
        "楼下一方→翰林社区",
        "背靠背：2025年3月16日，甲方；2025年3月16日，乙方。",
        "面对面：2025年3月16日，甲方、乙方到场。",
        "和解",
        "示例",
    ):
        assert words in text


def test_the_foot_has_number_page_and_copy_and_under_them_purpose_time_and_name(
    typesetter: Typesetter,
) -> None:
    sheet = replace(HANLIN, meta=replace(HANLIN.meta, copy=2, copies=3, remark="未登记"))
    (text,) = page_words(typesetter.pdf(sheet))
    assert text.endswith(
        "编号枫杨(示例)〔2025〕纠纷0001第1页共1页第2份共3份用途入卷（未登记）打印2025年4月2日9:14打印人示例"
    )


def test_a_sheet_that_parties_sign_shows_no_printing_time_and_no_name(
    typesetter: Typesetter,
) -> None:
    sheet = replace(HANLIN, meta=replace(HANLIN.meta, printed_at=None, printed_by=None))
    (text,) = page_words(typesetter.pdf(sheet))
    assert "打印" not in text
    assert typesetter.pdf(sheet) == typesetter.pdf(sheet)


def test_the_money_table_ends_with_its_total_in_figures_and_in_capital_words(
    typesetter: Typesetter,
) -> None:
    (text,) = page_words(typesetter.pdf(AID))
    assert "合计（大写）人民币捌万贰仟肆佰叁拾捌元整¥82,438.00" in text
    assert "71,354.00" in text


def test_a_total_that_is_not_exact_has_no_capital_words(typesetter: Typesetter) -> None:
    money = Money(
        "募捐明细", (Gift("1", "线上", "未记明", "约71,354.00"),), "至少 ¥71,354.00", None
    )
    (text,) = page_words(typesetter.pdf(replace(AID, money=(money,))))
    assert "合计至少¥71,354.00" in text
    assert "大写" not in text


def test_a_long_case_flows_with_repeated_heads_and_page_numbers(typesetter: Typesetter) -> None:
    pages = page_words(typesetter.pdf(LONG))
    count = len(pages)
    assert count >= 6
    for number, text in enumerate(pages, start=1):
        assert f"第{number}页共{count}页" in text
        assert ("接上页" in text) == (number > 1)
    continued = [text for text in pages if "办理经过（续）" in text]
    assert continued
    assert all("序时间动作经手说明" in text for text in continued)
    assert sum("办理经过" in text and "办理经过（续）" not in text for text in pages) == 1


def test_every_step_and_session_of_a_long_case_stands_in_order(typesetter: Typesetter) -> None:
    text = "\n".join(page_texts(typesetter.pdf(LONG)))
    for step in LONG.steps:
        assert re.search(rf"^{step.no}\s*\n?\s*{step.time[0]}", text, re.MULTILINE), step.no


def test_the_last_block_moves_to_the_next_page_whole(typesetter: Typesetter) -> None:
    for more in range(1, 12):
        steps = HANLIN.steps + tuple(
            Step(str(8 + n), ("2025年3月17日",), "记事", "翰林社区", None, ()) for n in range(more)
        )
        pages = page_words(typesetter.pdf(replace(HANLIN, steps=steps)))
        last = pages[-1]
        for words in ("和解", "经办人", "负责人"):
            assert words in last
        if len(pages) > 1:
            assert "经办人" not in pages[0]
            return
    pytest.fail("the case never reached a second page")


def test_a_last_block_of_many_signers_stays_under_120_mm(typesetter: Typesetter) -> None:
    signers = (
        Sign("经办人"),
        Sign("负责人"),
        *(Sign(f"{side}方") for side in "甲乙丙丁戊己庚辛壬癸"),
    )
    short = replace(
        HANLIN, fields=(), parties=(), texts=(), steps=(), mediation=None, signers=signers
    )
    pdf = typesetter.pdf(short)
    assert len(page_texts(pdf)) == 1
    found = ink(pdf, 0, above_mm=FOOT, below_mm=44)
    assert found.bottom - found.top < 120


@pytest.mark.parametrize("length", [149, 151, 5_000, 10_000])
def test_a_long_note_loses_nothing(typesetter: Typesetter, length: int) -> None:
    note = many_words(length)
    pdf = typesetter.pdf(with_note(note))
    text = _flowing(pdf)
    assert note in text
    for page in range(len(page_texts(pdf))):
        assert ink(pdf, page, above_mm=FOOT + 1).bottom <= FOOT + 0.5


@pytest.mark.parametrize(
    "sheet",
    [
        replace(HANLIN, texts=(Text("基本情况", (many_words(5_000),)),)),
        replace(HANLIN, texts=(Text("诉求", tuple(f"{n}. 第{n}项请求。" for n in range(120))),)),
        replace(HANLIN, fields=(Field("标题", many_words(5_000), 3),)),
        replace(HANLIN, parties=(PartyRow("甲方", many_words(2_000), "对方", "", ""),)),
        replace(HANLIN, parties=(PartyRow("甲方", "某", many_words(1_200), "", ""),)),
        replace(HANLIN, sessions=(Session("1", ("3月16日",), "面对面", many_words(2_000), ""),)),
        replace(
            AID, money=(Money("募捐明细", (Gift("1", "线上", many_words(5_000), ""),), "", None),)
        ),
        with_note("", source=many_words(2_000)),
        replace(HANLIN, mediation=Text("调解情况", (many_words(5_000),))),
        replace(HANLIN, endings=(Text("结果说明", (many_words(5_000),)),)),
    ],
)
def test_nothing_that_is_long_is_lost_wherever_it_stands(
    typesetter: Typesetter, sheet: CaseSheet
) -> None:
    text = _flowing(typesetter.pdf(sheet))
    last = re.findall(r"第(\d+)[句项]", text)
    told = [int(number) for number in last]
    assert told == sorted(told)
    assert set(told) == set(range(max(told) + 1))
    assert max(told) > 100


@pytest.mark.parametrize(
    "run",
    ["1" * 400, "W" * 400, "https://example.org/" + "a" * 300, "。" * 200, "！？" * 100, "—" * 200],
)
def test_a_run_without_a_place_to_break_stays_in_its_cell(typesetter: Typesetter, run: str) -> None:
    bare = replace(HANLIN, fields=(), parties=(), texts=(), mediation=None)
    timeline = replace(bare, steps=(Step("8", ("3月17日",), run[:20], run[:60], run[:60], (run,)),))
    assert not _crossing(typesetter.pdf(timeline), run, (37, 68, 87, 127, 188))
    parties = replace(
        bare, parties=(PartyRow("甲方", run[:40], run[:20], run[:60], run[:40]),), steps=()
    )
    assert not _crossing(typesetter.pdf(parties), run, (42, 78, 100, 160, 188))
    fields = replace(bare, fields=(Field("标题", run), Field("类别", run)), steps=())
    assert not _crossing(typesetter.pdf(fields), run, (52, 108, 132, 188))
    assert run in _flowing(typesetter.pdf(with_note(run))).replace("\u200b", "")


def test_an_identity_number_in_a_note_is_not_cut(typesetter: Typesetter) -> None:
    text = "\n".join(page_texts(typesetter.pdf(with_note("证件号码110101190001010000"))))
    assert "110101190001010000" in text


def test_a_date_never_breaks_in_the_column_of_times(typesetter: Typesetter) -> None:
    steps = (Step("1", ("2025年12月31日", "09:30—11:10"), "记事", "", None, ()),)
    (text,) = page_texts(typesetter.pdf(replace(HANLIN, steps=steps)))
    assert "2025年12月31日" in text
    assert "09:30—11:10" in text


@pytest.mark.parametrize("gap", range(12))
def test_a_date_never_breaks_in_running_text(typesetter: Typesetter, gap: int) -> None:
    text = "\n".join(page_texts(typesetter.pdf(with_note("事" * gap + "于2025年12月31日见面"))))
    assert "2025年12月31日" in text


def test_a_target_goes_to_the_next_line_with_its_arrow(typesetter: Typesetter) -> None:
    steps = (Step("1", ("2025年3月5日",), "派遣", "枫杨城运中心", "二级网格联络员", ()),)
    (text,) = page_texts(typesetter.pdf(replace(HAZARD, steps=steps)))
    assert "→ 二级网格联络员" in text


def test_rare_characters_print_and_can_be_copied(typesetter: Typesetter) -> None:
    parties = (PartyRow("甲方", "王𠮷、刘𬭎、㛃", "对方", "𠮷野家", ""),)
    sheet = replace(HANLIN, parties=parties)
    (text,) = page_texts(typesetter.pdf(sheet))
    assert "王𠮷、刘𬭎、㛃" in text
    assert typesetter.missing_characters(sheet) == set()
    assert typesetter.pdf(sheet, archive=True).startswith(b"%PDF-1.7")


def test_characters_that_no_font_has_are_named_and_only_the_archive_copy_is_refused(
    typesetter: Typesetter,
) -> None:
    sheet = with_note("笑脸🙂与☑")
    assert typesetter.missing_characters(sheet) == {"🙂", "☑"}
    assert typesetter.pdf(sheet)
    with pytest.raises(LinliError, match=r"字库里没有这些字.*☑、🙂"):
        typesetter.pdf(sheet, archive=True)


@pytest.mark.parametrize("sheet", [HANLIN, AID, HAZARD, ACTIVITY, LONG])
def test_every_sheet_can_be_an_archive_copy(typesetter: Typesetter, sheet: CaseSheet) -> None:
    assert b"pdfaid" in typesetter.pdf(sheet, archive=True)


def test_markup_in_a_note_prints_as_it_was_typed(typesetter: Typesetter) -> None:
    typed = '#evil $x$ <img src="a"> *b* _c_ `d` @e \\ [f] // g'
    assert "".join(typed.split()) in _flowing(typesetter.pdf(with_note(typed)))


def test_the_same_content_gives_the_same_bytes(typesetter: Typesetter) -> None:
    assert typesetter.pdf(HANLIN) == Typesetter().pdf(HANLIN)


def test_the_file_is_dated_as_it_was_printed_and_names_number_and_office_only(
    typesetter: Typesetter,
) -> None:
    reader = PdfReader(io.BytesIO(typesetter.pdf(HANLIN)))
    assert reader.metadata is not None
    assert reader.metadata.title == "事项办理单 枫杨(示例)〔2025〕纠纷0001"
    assert reader.metadata.author == "枫杨办事处"
    assert reader.metadata.creation_date is not None
    assert reader.metadata.creation_date == PRINTED_AT.replace(tzinfo=timezone(timedelta(hours=8)))
    assert set(reader.metadata) <= {"/Title", "/Author", "/Creator", "/CreationDate", "/ModDate"}


def test_the_title_is_a_bookmark(typesetter: Typesetter) -> None:
    reader = PdfReader(io.BytesIO(typesetter.pdf(HANLIN)))
    (bookmark,) = reader.outline
    assert isinstance(bookmark, Destination)
    assert bookmark.title == "事项办理单"


def test_the_pages_for_the_screen_are_those_of_the_paper(typesetter: Typesetter) -> None:
    pages = typesetter.svg_pages(LONG)
    assert len(pages) == len(page_texts(typesetter.pdf(LONG)))
    assert all(page.startswith("<svg") for page in pages)


def test_threads_typeset_at_the_same_time(typesetter: Typesetter) -> None:
    expected = typesetter.pdf(HANLIN)
    made: list[bytes] = []

    def work() -> None:
        made.extend(typesetter.pdf(HANLIN) for _ in range(5))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == [expected] * 20


@pytest.mark.parametrize(
    "template",
    [
        '#read("/etc/hostname")',
        '#read("../outside.txt")',
        '#import "@preview/cetz:0.3.0"',
        "#nonsense",
    ],
)
def test_a_template_reads_nothing_outside_its_folder_and_its_fault_is_named(
    tmp_path: Path, template: str
) -> None:
    folder = tmp_path / "sheets"
    folder.mkdir()
    (tmp_path / "outside.txt").write_text("secret")
    (folder / "case.typ").write_text(template)
    with pytest.raises(LinliError, match=r"版式文件 case\.typ 有错"):
        Typesetter(folder).pdf(HANLIN)


def test_the_printing_time_of_another_day_is_another_file(typesetter: Typesetter) -> None:
    later = replace(HANLIN, meta=replace(HANLIN.meta, printed_at=datetime(2025, 4, 3, 9, 14)))
    assert typesetter.pdf(later) != typesetter.pdf(HANLIN)


def _flowing(pdf: bytes) -> str:
    """The text of all pages without heads and feet, as if there were no pages."""
    text = "".join(page_words(pdf))
    text = re.sub(r"编号[^编]{0,40}第\d+页共\d+页.{0,60}?打印人示例", "", text)
    text = re.sub(r"事项办理单枫杨\(示例\)〔2025〕..0001(示例)?接上页", "", text)
    heads = (
        "序时间动作经手说明|序时间方式参加结果|称谓姓名或名称角色住处联系方式|序途径来自金额（元）"
    )
    return re.sub(rf"(当事人|办理经过|调解情况|募捐明细)（续）({heads})", "", text)


def _crossing(pdf: bytes, run: str, lines_mm: tuple[float, ...]) -> list[tuple[str, float]]:
    """The characters of ``run`` that stand across a vertical line of the table."""
    found: list[tuple[str, float]] = []
    for page in pypdfium2.PdfDocument(pdf):
        text = page.get_textpage()
        for index in range(text.count_chars()):
            char = text.get_text_range(index, 1)
            left, foot, right, _ = (edge / 72 * 25.4 for edge in text.get_charbox(index))
            is_in_frame = 297 - FOOT < foot < 297 - 44
            if is_in_frame and char in run and any(left < line < right for line in lines_mm):
                found.append((char, left))
    return found
