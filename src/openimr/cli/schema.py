"""``openimr schema``: the JSON Schema of the contract."""

import sys


def schema() -> None:
    """Print the JSON Schema of determination.json, as docs/determination.schema.json.

    It is made from the program's own types and their descriptions.
    """
    from openimr.letters.write import json_schema

    sys.stdout.write(json_schema().decode())
