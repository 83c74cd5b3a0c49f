"""Where ``openimr sign`` takes its key and its time stamps from."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from openimr.errors import OutputError, SigningError

if TYPE_CHECKING:
    from pyhanko.sign.signers import Signer
    from pyhanko.sign.timestamps import TimeStamper


def need_extra() -> None:
    """Make sure that pyHanko is there.

    Raises:
        SigningError: the extra ``sign`` is not installed.
    """
    from importlib.util import find_spec

    if find_spec("pyhanko") is None:
        cure = 'Install it with pip install "openimr[sign]".'
        raise SigningError("pyHanko", "it is not installed", cure)


@contextmanager
def key_given(
    key: Path | None, module: Path | None, token: str | None, certificate: str | None
) -> "Iterator[Signer]":
    """Give the signer of the file or device that the options name.

    Raises:
        SigningError: not one key is given, or it does not open.
    """
    from openimr.casework.input_files import read_file
    from openimr.signing import key_from_file, key_on_device

    from .passwords import password

    if (key is None) == (module is None):
        raise SigningError("key", "not one key is given", "Give --key or --pkcs11.")
    if key is not None:
        data = read_file(key)
        yield key_from_file(data, password(key.name), key.name)
        return
    if token is None or certificate is None:
        cure = "Give --token and --certificate."
        raise SigningError("--pkcs11", "token or certificate is not named", cure)
    pin = password(f"token {token}")
    with key_on_device(str(module), token, certificate, pin) as signer:
        yield signer


def authority(address: str | None) -> "TimeStamper | None":
    """Return who gives time stamps; None where no address is given."""
    if address is None:
        return None
    from .time_stamps import Authority

    return Authority(address)


def make_development_key(path: Path) -> None:
    """Write a key for trying out, and its certificate beside it, both new files."""
    from openimr.signing import DEVELOPMENT, new_development_key

    from .passwords import password

    made = new_development_key(
        password(path.name, twice=True), dt.datetime.now().astimezone()
    )
    shown = path.with_suffix(".pem")
    if path.suffix == ".pem":
        raise SigningError(path, "the certificate takes that name", "Name it .p12.")
    try:
        path.touch(mode=0o600, exist_ok=False)
        path.write_bytes(made.pkcs12)
        shown.write_bytes(made.certificate)
    except FileExistsError:
        raise OutputError(path, "a file of that name is there") from None
    except (OSError, ValueError) as error:
        problem = getattr(error, "strerror", None) or "the path is not a valid one"
        raise OutputError(path, problem.lower()) from None
    typer.echo(f"{DEVELOPMENT}: {path}\ncertificate, for --trust: {shown}")
