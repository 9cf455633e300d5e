"""Where the records, their backups and the bundled folders are found."""

from pathlib import Path

import pytest

from linli import paths


def test_records_are_kept_in_the_documents_under_a_name_a_clerk_can_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    documents = tmp_path / "文档"
    monkeypatch.setattr("platformdirs.user_documents_path", lambda: documents)
    assert paths.record_file() == documents / "邻里台账" / "台账.linli"


def test_backups_stand_beside_the_record_file_they_belong_to(tmp_path: Path) -> None:
    assert paths.backups_beside(tmp_path / "别处" / "别名.linli") == tmp_path / "别处" / "备份"


def test_the_log_is_not_kept_among_the_records() -> None:
    assert paths.record_file().parent not in paths.log_folder().parents


def test_the_checkout_comes_before_the_copies_an_install_made(tmp_path: Path) -> None:
    checkout, package = tmp_path / "代码", tmp_path / "site-packages" / "linli"
    (checkout / "resources").mkdir(parents=True)
    (checkout / "pyproject.toml").touch()
    (package / "bundled" / "resources").mkdir(parents=True)
    assert paths.bundled("resources", checkout=checkout, package=package) == checkout / "resources"


def test_without_a_checkout_the_folders_inside_the_package_are_used(tmp_path: Path) -> None:
    package = tmp_path / "python3.11" / "site-packages" / "linli"
    (tmp_path / "python3.11" / "migrations").mkdir(parents=True)
    found = paths.bundled("migrations", checkout=package.parent.parent, package=package)
    assert found == package / "bundled" / "migrations"


def test_resources_and_migrations_of_this_checkout_are_found() -> None:
    root = Path(__file__).resolve().parent.parent
    assert paths.bundled("resources") == root / "resources"
    assert paths.bundled("migrations") == root / "migrations"
