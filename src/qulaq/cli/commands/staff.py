"""Officials: invite them, list them, end their roles (needs the database)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from qulaq.cli.answer import Parser, emit, start_django, tell

EXAMPLE = "qulaq staff invite aigul@akimat.example 'Aigul Serikova' --role registrar --body baizak-akimat"
ROLES = ("registrar", "officer", "head", "deputy", "chief_of_staff", "controller", "admin")


def run(argv: Sequence[str]) -> int:
    verbs = {"invite": invite, "list": list_all, "end": end}
    if argv and argv[0] in verbs:
        return verbs[argv[0]](argv[1:])
    parser = Parser("staff", says=str(__doc__), example=EXAMPLE)
    parser.add_argument("verb", choices=list(verbs), help="each has its own --help")
    parser.parse_args(argv)
    return 0


def invite(argv: Sequence[str]) -> int:
    parser = Parser(
        "staff invite",
        says="Gives somebody a role. A link to set the password goes to the work address, or is printed where no "
        "letters can be sent. The first administrator: --role admin, without --body.",
        example=EXAMPLE,
    )
    parser.add_argument("email", metavar="EMAIL", help="the work address, by which they sign in")
    parser.add_argument("name", metavar="NAME", help="as it stands under letters")
    parser.add_argument("--role", required=True, choices=ROLES)
    parser.add_argument("--body", metavar="CODE", help="the body they act for")
    parser.add_argument("--link", action="store_true", help="print the link and send no letter")
    options = parser.parse_args(argv)
    start_django()
    from qulaq.ops.staff import invite as give

    invited = give(
        email=options.email,
        name=options.name,
        role=options.role,
        body=options.body,
        at=datetime.now(UTC),
        by_letter=not options.link,
    )
    emit(invited.as_json())
    tell(
        {
            "letter": f"a letter with the link was sent to {invited.email}",
            "link": "no letter was sent: hand the link over yourself, to nobody else; it works once",
            "nothing": "they have a password already and sign in as before",
        }[invited.told]
    )
    return 0


def list_all(argv: Sequence[str]) -> int:
    parser = Parser(
        "staff list",
        says="Every official with their roles today: can they come in, did they join a second factor?",
        example="qulaq staff list",
    )
    parser.parse_args(argv)
    start_django()
    from qulaq.kernel.clock import local
    from qulaq.ops.staff import everybody

    for row in everybody(on=local(datetime.now(UTC)).date()):
        emit(row)
    return 0


def end(argv: Sequence[str]) -> int:
    parser = Parser(
        "staff end",
        says="Ends one role (--role, --body) or, without them, every role and the account itself, at once. Inviting "
        "the same address again opens it anew, with a new password and a new second factor.",
        example="qulaq staff end aigul@akimat.example --role registrar --body baizak-akimat",
    )
    parser.add_argument("email", metavar="EMAIL")
    parser.add_argument("--role", choices=ROLES)
    parser.add_argument("--body", metavar="CODE")
    options = parser.parse_args(argv)
    start_django()
    from qulaq.ops.staff import end as send_away

    emit(send_away(email=options.email, role=options.role, body=options.body, at=datetime.now(UTC)))
    return 0
