"""Trouble a person can act on; everything else is a bug."""

import errno


class LinliError(Exception):
    """Trouble that carries, as its text, the Chinese sentence a person reads."""


class Refused(LinliError):
    """What was typed cannot be kept as it stands.

    ``refusals`` holds one (field, sentence) for each place to mend, in the order
    of the form; ``field`` is the name of the draft's field, None where the whole
    is refused.
    """

    def __init__(self, *refusals: tuple[str | None, str]) -> None:
        super().__init__("；".join(sentence for _, sentence in refusals))
        self.refusals = refusals

    @property
    def field(self) -> str | None:
        """The first field to mend."""
        return self.refusals[0][0]


def disk_words(error: OSError) -> str:
    """Why the system did not do something with a file, in a clerk's words; its own are English."""
    return _DISK_WORDS.get(error.errno or 0, "磁盘或U盘出错，可能已拔出")


_DISK_WORDS = {
    errno.ENOSPC: "磁盘空间不足",
    errno.EDQUOT: "磁盘空间不足",
    errno.EFBIG: "磁盘空间不足",
    errno.EACCES: "没有写入的权限",
    errno.EPERM: "没有写入的权限",
    errno.EROFS: "磁盘或U盘是只读的",
    errno.EBUSY: "正被另一个程序使用",
    errno.ENOENT: "找不到文件夹",
    errno.ENOTDIR: "找不到文件夹",
    errno.ENAMETOOLONG: "名字太长",
}
