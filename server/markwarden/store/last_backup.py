"""Where backups of a data folder lie by themselves, and which is the last: what a broken file's message offers."""

from pathlib import Path

FOLDER = "backups"


def backups(data_dir: Path) -> list[Path]:
    """The backups in the data folder, oldest first."""
    return sorted((data_dir / FOLDER).glob("markwarden-*.zip"))


def way_back(data_dir: Path) -> str:
    """A sentence that names the last backup; one that says that there is none."""
    found = backups(data_dir)
    if not found:
        return (
            f"There is no backup in {data_dir / FOLDER}; `markwarden restore FILE` puts one back that lies elsewhere."
        )
    return f"The last backup is {found[-1]}: `markwarden restore {found[-1]}` puts it back."
