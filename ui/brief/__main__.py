"""Makes briefs without a server: one view as a file, or the whole dashboard as a static site."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NoReturn
from urllib.parse import parse_qs

import geodata
from geodata import about
from geodata.errors import GeodataError
from ui import brief
from ui.address import State, event_state, links, parameters, session
from ui.brief import site, writing
from ui.pages import offered

SITE = "http://localhost:8000/"
ENDINGS = (".html", ".svg", ".png")
DESCRIPTION = "Make one file of a view of the dashboard, or the whole dashboard as a static site."
EPILOG = "Example: python -m ui.brief --place harbour --out harbour.html"


class Parser(argparse.ArgumentParser):
    """A parser whose complaints are one sentence."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and end with status 2."""
        self.exit(2, f"{message[0].upper()}{message[1:].rstrip('.')}. --help shows what there is.\n")


def _parser() -> Parser:
    parser = Parser("python -m ui.brief", description=DESCRIPTION, epilog=EPILOG)
    what = parser.add_argument_group("what to make (one of these)").add_mutually_exclusive_group(required=True)
    what.add_argument("--place", metavar="ID", help="a place, such as harbour")
    what.add_argument("--claim", metavar="ID", help="a claim, such as c1")
    what.add_argument("--step", metavar="N", help="a step of the story")
    what.add_argument("--event", metavar="ID", help="an entry of the timeline, such as t1")
    what.add_argument("--page", metavar="ID", help=f"a page: {', '.join(page.id for page in offered())}")
    what.add_argument("--all", metavar="DIR", help="the whole dashboard, as a static site in this folder")
    parser.add_argument("--query", metavar="TEXT", help='with --page: what is chosen there, as in "place=harbour"')
    parser.add_argument("--out", metavar="FILE", help="file to write; .html, .svg or .png decides what it is")
    parser.add_argument("--address", metavar="ADDRESS", help=f"address of the dashboard (default {links.LOCAL})")
    parser.add_argument("--site", metavar="ADDRESS", help=f"with --all: where it will stand (default {SITE})")
    parser.add_argument("--version", action="store_true", help="with --all: keep this version below DIR, in v/CHECKSUM")
    parser.add_argument("--date", metavar="DAY", help="day to cite a file with, such as 2026-05-01 (default today)")
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status."""
    parser = _parser()
    asked = parser.parse_args(arguments)
    try:
        return _site(parser, asked) if asked.all is not None else _file(parser, asked)
    except (GeodataError, site.ForeignFolderError) as error:
        print(str(error), file=sys.stderr)
        return 1
    except OSError as error:
        print(f"“{error.filename}” cannot be written: {error.strerror}.", file=sys.stderr)
        return 1


def _file(parser: Parser, asked: argparse.Namespace) -> int:
    if asked.site is not None:
        parser.error("--site goes with --all")
    if asked.version:
        parser.error("--version goes with --all")
    if asked.out is None:
        parser.error("--out FILE is missing: where to write the file")
    out = Path(asked.out)
    if out.suffix.lower() not in ENDINGS:
        parser.error(f"“{asked.out}” has to end in .html, .svg or .png, which decides what is written")
    page, state = _view(parser, asked)
    dated = replace(state, version=about.newest().version)
    address = links.view(links.home(_address(parser, asked.address or links.LOCAL)), page, dated)
    content = _content(page, state, address, _day(parser, asked.date), out.suffix.lower())
    if content is None:
        print(
            f"This view has no map, so there is no {out.suffix.lower()} of it; .html holds its texts.", file=sys.stderr
        )
        return 1
    out.write_bytes(content)
    print(f"{out}: {len(content):,} bytes.")
    return 0


def _content(page: str, state: State, address: str, day: dt.date, ending: str) -> bytes | None:
    if ending == ".html":
        return brief.document(page, state, address, day).encode()
    drawn = brief.picture(page, state)
    if drawn is None:
        return None
    return drawn.encode() if ending == ".svg" else brief.png(drawn)


def _view(parser: Parser, asked: argparse.Namespace) -> tuple[str, State]:
    """Page and state of what was asked for; ends with a sentence if there is no such thing."""
    if asked.query is not None and asked.page is None:
        parser.error("--query goes with --page")
    vocabulary = session.vocabulary()
    if asked.place is not None:
        return "map", State(place=_known(parser, "place", asked.place, vocabulary.places))
    if asked.claim is not None:
        return "claims", State(claim=_known(parser, "claim", asked.claim, vocabulary.claims))
    if asked.step is not None:
        steps = [str(step.number) for step in geodata.steps()]
        return "story", State(step=int(_known(parser, "step", asked.step, steps)))
    if asked.event is not None:
        return "timeline", event_state(_known(parser, "event", asked.event, vocabulary.events))
    page = _known(parser, "page", asked.page, [one.id for one in offered()])
    state, dropped = parameters.parse(parse_qs(asked.query or "", keep_blank_values=True), vocabulary)
    if dropped:
        print(parameters.notice(dropped), file=sys.stderr)
    return page, state


def _known(parser: Parser, noun: str, value: str, known: Sequence[str]) -> str:
    if value not in known:
        named = ", ".join(known) if len(known) <= 20 else f"{known[0]} to {known[-1]}"
        parser.error(f"there is no {noun} “{value}”; there are {named or 'none'}")
    return value


def _address(parser: Parser, address: str) -> str:
    if fault := writing.address_fault(address):
        parser.error(fault)
    return address


def _day(parser: Parser, day: str | None) -> dt.date:
    if day is None:
        return dt.datetime.now(dt.UTC).date()
    try:
        return dt.date.fromisoformat(day)
    except ValueError:
        parser.error(f"“{day}” is no date: write it as 2026-05-01")


def _site(parser: Parser, asked: argparse.Namespace) -> int:
    for name in ("out", "query", "date"):
        if getattr(asked, name) is not None:
            parser.error(f"--{name} does not go with --all")
    if asked.site is None:
        print(f"--site was not given: the site is taken to stand at {SITE}.", file=sys.stderr)
    if asked.address is None:
        print(f"--address was not given: links to the dashboard lead to {links.LOCAL}.", file=sys.stderr)
    stands = _address(parser, asked.site or SITE).partition("#")[0].partition("?")[0].rstrip("/")
    dashboard = links.home(_address(parser, asked.address or links.LOCAL))
    built = site.build(Path(asked.all), f"{stands}/", dashboard, asked.version)
    print(f"{built.folder}: {built.files} files, {built.size:,} bytes, in {built.seconds:.0f} seconds.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
