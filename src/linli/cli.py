"""The commands; without one, the desk opens.

Nothing heavy is imported before a command needs it: the desk paints its window
before the records are reached for, and --help costs nothing.
"""

import argparse
import os
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from typing_extensions import override

from linli import paths
from linli.errors import LinliError, disk_words

if TYPE_CHECKING:
    from linli.records.database import Database


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the command line asks and return the exit code.

    0 done, 1 refused or, from ``check``, something found, 2 the command is not
    written right or, from ``check``, the file cannot be read.
    """
    options = _parser().parse_args(argv)
    command: Callable[[argparse.Namespace], int] = options.command
    try:
        return command(options)
    except LinliError as trouble:
        print(trouble, file=sys.stderr)
        return 1


def has_display(environment: Mapping[str, str], platform: str) -> bool:
    """Whether a window would be seen by somebody."""
    if environment.get("QT_QPA_PLATFORM") in {"offscreen", "minimal"}:
        return False
    return not platform.startswith("linux") or any(
        environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    )


def _open(options: argparse.Namespace) -> int:
    if not has_display(os.environ, sys.platform) and "QT_QPA_PLATFORM" not in os.environ:
        raise LinliError("这里没有图形桌面，打不开窗口。用 --help 看不用窗口的命令。")
    from linli.app import open_desk

    if options.read_only:
        return open_desk(_existing(options), is_read_only=True)
    return open_desk(_record_file(options))


def _demo(options: argparse.Namespace) -> int:
    if options.file:
        raise LinliError("demo 用一份临时的记录文件，不能加 --file。")
    from linli.app import demonstrate

    headless = options.headless or not has_display(os.environ, sys.platform)
    return demonstrate(headless=headless, folder=_absolute(options.to) if options.to else None)


def _sample(options: argparse.Namespace) -> int:
    from linli.casework.sample import load_sample
    from linli.records.database import Database
    from linli.records.lock import lock
    from linli.records.upgrade import prepare

    record_file = _record_file(options)
    try:
        record_file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LinliError(f"不能新建文件夹“{record_file.parent}”：{disk_words(error)}。") from error
    with lock(record_file):
        prepare(record_file)
        with Database(record_file) as database, database.writing() as session:
            number = load_sample(session, _now())
    print(f"已载入示例，{number}件事项：{record_file}")
    return 0


def _sheet(options: argparse.Namespace) -> int:
    from linli.casework import caseload
    from linli.records.database import Database
    from linli.sheets.case_sheet import case_sheet
    from linli.sheets.typeset import Typesetter

    record_file = _existing(options)
    output = _absolute(options.output)
    _require_place_for(output)
    now = _now()
    _bring_up_to_date(record_file)
    typesetter = Typesetter()
    with Database(record_file) as database:
        with database.reading() as session:
            case_id = caseload.case_numbered(session, options.number)
            if case_id is None:
                raise LinliError(f"没有编号是“{options.number}”的事项。")
            case_file = caseload.case_file(session, case_id, now)
        sheet = case_sheet(case_file, printed_at=now)
        part = output.with_name(f".linli-{os.getpid()}.part")
        try:
            # The sheet is on the disk before the entry says that it left the desk.
            _write(part, typesetter.pdf(sheet))
            is_registered = _register(database, case_id, len(typesetter.svg_pages(sheet)))
            if not is_registered:
                unregistered = case_sheet(case_file, printed_at=now, registered_in_log=False)
                _write(part, typesetter.pdf(unregistered))
            _put(part, output)
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)
    print(f"已存为 PDF：{output}")
    if not is_registered:
        print("台账正开着或不能写入，这次没有记入打印记录，页脚印有“未登记”。", file=sys.stderr)
    return 0


def _backup(options: argparse.Namespace) -> int:
    from linli.records.backup import make_backup

    record_file = _existing(options)
    folder = _absolute(options.to) if options.to else paths.backups_beside(record_file)
    made = make_backup(record_file, folder, _now(), report=print)
    print(f"备份已完成并查验，{made.cases}件事项：{made.path}")
    return 0


def _restore(options: argparse.Namespace) -> int:
    from linli.records.lock import lock
    from linli.records.restore import check_backup, restore

    record_file, backup = _record_file(options), _absolute(options.backup)
    if (trouble := check_backup(backup, record_file)) is not None:
        raise LinliError(trouble)
    if not options.yes:
        _show_preview(record_file, backup)
        print("还没有恢复。要恢复，请加上 --yes 再运行一次。")
        return 0
    try:
        record_file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LinliError(f"不能新建文件夹“{record_file.parent}”：{disk_words(error)}。") from error
    with lock(record_file):
        folder = paths.backups_beside(record_file)
        restored = restore(record_file, backup, folder, _now(), report=print)
    print(f"已从备份恢复，{restored.cases}件事项：{record_file}")
    if restored.kept is not None:
        print(f"恢复前的文件另存为：{restored.kept}")
    return 0


def _show_preview(record_file: Path, backup: Path) -> None:
    from linli.records.comparing import preview

    seen = preview(record_file, backup)
    print(f"备份完好，{seen.backup.cases}件事项：{backup}")
    if seen.live is None:
        print(f"现在没有能读的记录文件：{record_file}")
        return
    for phrase in seen.lost or ("没有",):
        print(f"恢复后会少掉：{phrase}")
    for phrase in seen.regained:
        print(f"恢复后会多出：{phrase}")


def _check(options: argparse.Namespace) -> int:
    from linli.casework.checking import check

    findings = check(_record_file(options))
    for sentence in findings.sentences:
        print(sentence, file=sys.stdout if findings.is_readable else sys.stderr)
    if not findings.sentences:
        print("检查完毕，没有发现问题。")
    return findings.exit_code


def _version(_: argparse.Namespace) -> int:
    from importlib.metadata import version

    print(f"邻里台账 {version('linli')}")
    return 0


def _record_file(options: argparse.Namespace) -> Path:
    return _absolute(options.file) if options.file else paths.record_file()


def _existing(options: argparse.Namespace) -> Path:
    record_file = _record_file(options)
    if not record_file.is_file():
        raise LinliError(f"没有记录文件“{record_file}”。可用 --file 指明在哪里。")
    return record_file


def _absolute(path: str) -> Path:
    return Path(path).expanduser().absolute()


def _now() -> datetime:
    """The office's local time, to the minute."""
    return datetime.now().replace(second=0, microsecond=0)


def _bring_up_to_date(record_file: Path) -> None:
    """Upgrade an older file; one that somebody has open is of today's schema already."""
    from linli.records.lock import AlreadyOpen, lock
    from linli.records.opening import SCHEMA_NUMBER, require_known
    from linli.records.upgrade import prepare

    if require_known(record_file).schema_number < SCHEMA_NUMBER:
        with suppress(AlreadyOpen), lock(record_file):
            prepare(record_file)


def _register(database: "Database", case_id: int, pages: int) -> bool:
    """Keep that the sheet leaves the desk; False where that cannot be kept."""
    from linli.casework.paper import CASE_SHEET, record_print
    from linli.records.lock import lock

    try:
        with lock(database.path), database.writing() as session:
            record_print(session, case_id, CASE_SHEET, medium="PDF", pages=pages)
    except LinliError:
        return False
    return True


def _require_place_for(output: Path) -> None:
    if not output.parent.is_dir():
        raise LinliError(f"没有文件夹“{output.parent}”。请先建好，或换一个地方。")
    if output.is_dir():
        raise LinliError(f"“{output}”是一个文件夹。请写出文件名，如 办理单.pdf。")


def _write(path: Path, content: bytes) -> None:
    try:
        with path.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise LinliError(f"不能写入“{path.parent}”：{disk_words(error)}。") from error


def _put(part: Path, path: Path) -> None:
    """Put the finished file in its place, over one of that name."""
    try:
        part.replace(path)
    except OSError as error:
        raise LinliError(f"不能写入“{path}”：{disk_words(error)}。") from error


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="linli",
        description="邻里台账：社区调解与办事的离线台账。不写命令就打开窗口。",
    )
    parser.set_defaults(command=_open, file=None, read_only=False)
    parser.options.add_argument(
        "--version",
        action="store_const",
        const=_version,
        dest="command",
        help="显示版本",
    )
    parser.options.add_argument(
        "--read-only", action="store_true", help="打开窗口只看不改，不在文件旁边留下任何东西"
    )
    parser.add_file_option()
    commands = parser.add_subparsers(title="命令", metavar="命令", parser_class=_Parser)

    def add(name: str, run: Callable[[argparse.Namespace], int], what: str) -> _Parser:
        command = commands.add_parser(name, help=what, description=what + "。")
        command.set_defaults(command=run)
        return command

    add("sample", _sample, "把示例载入空的记录文件").add_file_option()
    sheet = add("sheet", _sheet, "把一件事项的办理单存为 PDF")
    sheet.add_argument_group("参数").add_argument(
        "number", metavar="编号", help="如 枫杨〔2025〕纠纷0001"
    )
    sheet.options.add_argument(
        "-o", "--output", required=True, metavar="文件", help="PDF 存到哪里；已有的会被替换"
    )
    sheet.add_file_option()
    backup = add("backup", _backup, "备份记录文件，并查验")
    backup.options.add_argument("--to", metavar="文件夹", help="存到哪里；不写就存到旁边的“备份”")
    backup.add_file_option()
    restore = add("restore", _restore, "从备份恢复；先说会少掉什么，加 --yes 才恢复")
    restore.add_argument_group("参数").add_argument("backup", metavar="备份", help="备份文件")
    restore.options.add_argument("--yes", action="store_true", help="确实恢复；恢复前会先备份")
    restore.add_file_option()
    add("check", _check, "检查记录文件，只看不改").add_file_option()
    demo = add("demo", _demo, "用临时的记录文件演示")
    demo.options.add_argument("--headless", action="store_true", help="不开窗口，做完列出文件")
    demo.options.add_argument("--to", metavar="文件夹", help="文件留在哪里；不写就用临时文件夹")
    return parser


class _Help(argparse.HelpFormatter):
    @override
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "写法：" if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    """argparse in the clerk's language."""

    def __init__(self, prog: str, description: str) -> None:
        super().__init__(
            prog=prog,
            description=description,
            formatter_class=_Help,
            add_help=False,
            allow_abbrev=False,
        )
        self.options = self.add_argument_group("选项")
        self.options.add_argument("-h", "--help", action="help", help="显示这些说明")

    def add_file_option(self) -> None:
        """Take --file; one before the command holds where the command has none of its own."""
        self.options.add_argument(
            "--file",
            metavar="文件",
            default=argparse.SUPPRESS,
            help=f"记录文件；不写就用 {paths.record_file()}".replace("%", "%%"),
        )

    @override
    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(2, f"{_in_chinese(message)}用 --help 看写法。\n")


_MISTAKES = (
    (r"invalid choice: (.+?) \(choose", "没有“{}”这个命令。"),
    (r"arguments are required: (.+)", "还缺：{}。"),
    (r"unrecognized arguments: (.+)", "不认识：{}。"),
    (r"argument (.+?): expected one argument", "{} 后面还要写一项。"),
)


def _in_chinese(message: str) -> str:
    for pattern, sentence in _MISTAKES:
        if found := re.search(pattern, message):
            return sentence.format(found[1].strip("'"))
    return "命令写得不对。"
