"""The `newsclean` command, also as `python -m newsclean`."""

import gc


def main() -> None:
    """Run the command."""
    gc.disable()  # until it is imported: hardly any of that is garbage, and a look for it costs a twentieth of `--help`
    from newsclean.cli.main import main as run

    gc.enable()
    run()


if __name__ == "__main__":
    main()
