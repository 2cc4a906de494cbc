"""A folder for testing `make setup` without a network.

Two small wheels made here replace the real packages, and pip really installs them. uv is not
required: a script of that name logs its arguments and does the same.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path

from tests.serving import ROOT

PRODUCTION, DEVELOPMENT = "for_production", "for_development"
BOTH = {PRODUCTION: "1.0", DEVELOPMENT: "1.0"}
# Variables that one `make` passes to another.
MAKES_OWN = {"MAKEFLAGS", "MAKELEVEL", "MFLAGS", "MAKEOVERRIDES"}

# Does what uv does for us, in a tenth of a second: an environment without pip, wheels unpacked.
UV = """#!{python}
import shutil, subprocess, sys, zipfile
from pathlib import Path

log, asked = Path({log!r}), sys.argv[1:]
with log.open("a") as lines:
    print(*asked, file=lines)
if asked[0] == "venv":
    python = asked[asked.index("--python") + 1]
    subprocess.run([python, "-m", "venv", "--without-pip", asked[-1]], check=True)
else:
    pinned = Path(asked[-1]).read_text().splitlines()[-1].split()[0]
    (target,) = Path(".venv/lib").glob("python*/site-packages")
    name, version = pinned.split("==")
    for old in target.glob(name + "-*.dist-info"):
        shutil.rmtree(old)
    (wheel,) = Path("wheels").glob(f"{{name}}-{{version}}-*.whl")
    zipfile.ZipFile(wheel).extractall(target)
"""

# `-m venv` copies the environment next to this script.
QUICK_PYTHON = """#!/bin/sh
case "$*" in
*_base_executable*) echo "$0" ;;
"-m venv"*) exec cp -a "${{0%/*}}/made/." .venv ;;
*) exec {python} "$@" ;;
esac
"""


def make_clone(folder: Path) -> None:
    """The files that `make setup` reads, and one package for each of the two sets."""
    for name in ("Makefile", "scripts/usable_venv.py"):
        (folder / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    pin(folder, "requirements.txt", PRODUCTION)
    pin(folder, "requirements-dev.txt", DEVELOPMENT)
    (folder / "manage.py").write_text("import sys\nprint('manage.py', *sys.argv[1:])\n")


def pin(folder: Path, requirements: str, name: str, version: str = "1.0", hashed: str = "") -> None:
    """Makes a wheel and pins it in a requirements file, with its own hash or another."""
    info = f"{name}-{version}.dist-info"
    contents = {
        f"{name}.py": "",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(f"{path},,\n" for path in [*contents, f"{info}/RECORD"])
    wheel = folder / f"wheels/{name}-{version}-py3-none-any.whl"
    wheel.parent.mkdir(exist_ok=True)
    with zipfile.ZipFile(wheel, "w") as files:
        for path, text in {**contents, f"{info}/RECORD": record}.items():
            files.writestr(path, text)
    hashed = hashed or f"--hash=sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}"
    text = f"--no-index\n--find-links wheels\n{name}=={version} {hashed}\n"
    time.sleep(0.02)  # File times are coarse: a stamp written just before must be older.
    (folder / requirements).write_text(text)


def make_uv(folder: Path) -> Path:
    """A folder with a fake uv, which logs to `folder`."""
    tools = folder / "tools"
    tools.mkdir()
    script(tools / "uv", UV.format(python=sys.executable, log=str(folder / "uv.log")))
    return tools


def make_quick_python(folder: Path) -> Path:
    return script(folder / "python", QUICK_PYTHON.format(python=sys.executable))


def script(path: Path, text: str) -> Path:
    path.write_text(text)
    path.chmod(0o755)
    return path


def make(
    folder: Path, *arguments: str, uv: Path | None = None, python: str = sys.executable
) -> subprocess.CompletedProcess[str]:
    """Runs `make` with the uv of a folder, or without uv even if this machine has one."""
    environment = {name: value for name, value in os.environ.items() if name not in MAKES_OWN}
    if uv:
        environment["PATH"] = f"{uv}:{environment['PATH']}"
    command = ["make", f"PYTHON={python}", *([] if uv else ["UV="]), *arguments]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=300
    )


def installed(folder: Path) -> dict[str, str]:
    """Which of the two packages are in .venv, with their versions."""
    names = [path.name.removesuffix(".dist-info") for path in packages(folder).glob("for_*-info")]
    return dict(name.split("-") for name in names)


def packages(folder: Path) -> Path:
    return next((folder / ".venv/lib").glob("python*/site-packages"))


def works(folder: Path) -> bool:
    """Whether .venv is a working virtual environment."""
    inside = "import sys; sys.exit(sys.prefix == sys.base_prefix)"
    return subprocess.run([folder / ".venv/bin/python", "-c", inside], check=False).returncode == 0


def has_pip(folder: Path) -> bool:
    return (packages(folder) / "pip").exists()
