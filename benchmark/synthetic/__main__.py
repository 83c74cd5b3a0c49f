"""Write made-up letters: ``python -m benchmark.synthetic --count 1000 --out DIR``."""

import argparse
import sys
import time
from pathlib import Path

from .files import MEDIA
from .writing import write


def main() -> int:
    """Write what was asked for and tell how quick it went."""
    options = _options()
    media = options.media.split(",")
    unknown = sorted(set(media) - set(MEDIA))
    if unknown or options.count < 1:
        said = f"no medium {', '.join(unknown)}; " if unknown else "nothing to write; "
        print(
            f"{said}there are {', '.join(MEDIA)}, and a count of 1 or more",
            file=sys.stderr,
        )
        return 1
    began = time.perf_counter()
    done = 0

    def tell(letters: int) -> None:
        nonlocal done
        done += letters
        speed = done / (time.perf_counter() - began)
        print(f"{done:,} of {options.count:,} letters, {speed:,.0f}/s", file=sys.stderr)

    try:
        write(
            options.out,
            options.count,
            options.seed,
            media=media,
            zipped=options.zip,
            workers=options.workers,
            on_shard=tell,
        )
    except OSError as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmark.synthetic",
        description="Write synthetic determination letters for load tests.",
    )
    parser.add_argument("--count", type=int, required=True, help="how many letters")
    parser.add_argument("--seed", type=int, default=1, help="other letters for another")
    parser.add_argument(
        "--media", default="text", help=f"some of {','.join(MEDIA)}; text by default"
    )
    parser.add_argument("--out", type=Path, required=True, help="folder to write into")
    parser.add_argument("--zip", action="store_true", help="an archive a thousand")
    parser.add_argument("--workers", type=int, default=1, help="processes")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
