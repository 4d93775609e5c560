#!/usr/bin/env python3
"""Writes manual pages from what a program says about its own commands.

    rail --experimental-dump-help | deploy/man.py DIRECTORY [TOPICS]

One page for the program, one for each noun; verbs are sections of their noun's page. TOPICS is what
`rail help topics --json` prints: a page of section 7 for each topic, and those on how commands end and what
they look at in the program's own page too.
"""

import json
import os
import sys


def escaped(text):
    """Returns text that troff prints as it stands."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return "\n".join(
        "\\&" + line if line[:1] in (".", "'") else line for line in text.split("\n"))


def flag(name):
    """Returns a name as it is typed: --long, -s."""
    return ("--" if name["kind"] == "long" else "-") + name["name"]


def is_shown(part):
    return part.get("shouldDisplay", True)


def subcommands(command):
    return [c for c in command.get("subcommands") or [] if is_shown(c) and c["commandName"] != "help"]


def arguments(command):
    """Returns what a command takes, without what every command takes."""
    everywhere = ("help", "version")
    return [
        a for a in command.get("arguments") or []
        if is_shown(a) and (a.get("preferredName") or {}).get("name") not in everywhere]


def usage(argument):
    """Returns one argument as it stands in a synopsis."""
    value = "<" + (argument.get("valueName") or "value") + ">"
    if argument["kind"] == "positional":
        text = value
    else:
        text = flag(argument["preferredName"])
        if argument["kind"] == "option":
            text += " " + value
    if argument.get("isRepeating"):
        text += " ..."
    return "[" + text + "]" if argument.get("isOptional") else text


def heading(argument):
    """Returns every name of an argument, with its value."""
    value = "<" + (argument.get("valueName") or "value") + ">"
    if argument["kind"] == "positional":
        return value
    names = ", ".join(flag(name) for name in argument["names"])
    return names + (" " + value if argument["kind"] == "option" else "")


def paragraphs(text):
    return [escaped(part.strip()) for part in (text or "").split("\n\n") if part.strip()]


def synopsis(path, command):
    words = [usage(a) for a in arguments(command)]
    if subcommands(command):
        words.append("<command>")
    return ".B " + escaped(" ".join(path)) + "\n" + escaped(" ".join(words))


def options(command):
    lines = []
    for argument in arguments(command):
        lines += [".TP", ".B " + escaped(heading(argument))]
        text = argument.get("abstract") or ""
        if argument.get("allValues"):
            text += " (" + ", ".join(argument["allValues"]) + ")"
        if argument.get("defaultValue"):
            text += " (default: " + argument["defaultValue"] + ")"
        lines.append(escaped(text.strip()) or "\\&")
        for part in paragraphs(argument.get("discussion")):
            lines += [".IP", part]
    return lines


def verbs(path, command):
    """Returns a section for each command below, as deep as they go."""
    lines = []
    for verb in subcommands(command):
        below = path + [verb["commandName"]]
        lines += [".SS " + escaped(" ".join(below[1:])), synopsis(below, verb)]
        lines += [".PP", escaped(verb.get("abstract") or "")]
        for part in paragraphs(verb.get("discussion")):
            lines += [".PP", part]
        lines += options(verb)
        lines += verbs(below, verb)
    return lines


def verbatim(text):
    """Returns text whose indented lines stand as they are, and whose others are paragraphs."""
    lines = []
    for part in text.split("\n\n"):
        is_table = any(line.startswith(" ") for line in part.split("\n"))
        lines += [".PP"] + ([".nf", escaped(part), ".fi"] if is_table else [escaped(part)])
    return lines


def title(name, section):
    return f'.TH "{name.upper()}" "{section}" "" "Railyard" "Railyard"'


def topic_page(root, topic):
    """Returns the manual page of one topic."""
    name = root + "-" + topic["topic"]
    text = [title(name, 7)]
    text += [".SH NAME", escaped(name) + " \\- " + escaped(topic["about"].rstrip("."))]
    text += [".SH DESCRIPTION"] + verbatim(topic["text"])
    text += [".SH SEE ALSO", f"\\fB{escaped(root)}\\fR(1)"]
    return "\n".join(text) + "\n"


def shared(topics):
    """Returns the sections that a reader looks for in the page of a program."""
    lines = []
    for name, heading in (("exit-codes", "EXIT STATUS"), ("environment", "ENVIRONMENT")):
        for topic in topics:
            if topic["topic"] == name:
                lines += [".SH " + heading] + verbatim(topic["text"])
    return lines


def every_verb(root, nouns):
    """Returns one line for each verb of each noun, which have pages of their own."""
    lines = [".SH NOUNS", "Each has a page of its own; these are their verbs."]
    for noun in nouns:
        name = noun["commandName"]
        lines += [".SS " + escaped(name), escaped(noun.get("abstract") or "")]
        for verb in subcommands(noun):
            lines += [".TP", ".B " + escaped(f'{root} {name} {verb["commandName"]}')]
            lines.append(escaped(verb.get("abstract") or "") or "\\&")
    return lines if nouns else []


def page(path, command, lines, also):
    """Returns a whole manual page round the sections that are special to it."""
    name = "-".join(path)
    text = [title(name, 1)]
    text += [".SH NAME", escaped(name) + " \\- " + escaped(command.get("abstract") or "")]
    text += [".SH SYNOPSIS", synopsis(path, command)]
    parts = paragraphs(command.get("discussion"))
    if parts:
        text.append(".SH DESCRIPTION")
        text.append("\n.PP\n".join(parts))
    own = options(command)
    if own:
        text += [".SH OPTIONS"] + own
    text += lines
    if also:
        text += [
            ".SH SEE ALSO",
            ", ".join(f"\\fB{escaped(name)}\\fR({section})" for name, section in also)]
    return "\n".join(text) + "\n"


def pages(program, topics):
    """Yields the file name and text of each page."""
    root = program["commandName"]
    nouns = [c for c in subcommands(program) if subcommands(c)]
    for noun in nouns:
        path = [root, noun["commandName"]]
        lines = [".SH COMMANDS"] + verbs(path, noun)
        yield "-".join(path) + ".1", page(path, noun, lines, [(root, 1)])
    for topic in topics:
        yield f'{root}-{topic["topic"]}.7', topic_page(root, topic)
    single = {**program, "subcommands": [c for c in subcommands(program) if not subcommands(c)]}
    lines = [".SH COMMANDS"] + verbs([root], single) if single["subcommands"] else []
    lines += every_verb(root, nouns) + shared(topics)
    also = [(root + "-" + noun["commandName"], 1) for noun in nouns]
    also += [(root + "-" + topic["topic"], 7) for topic in topics]
    yield root + ".1", page([root], program, lines, also)


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__.strip())
    try:
        program = json.load(sys.stdin)["command"]
    except (ValueError, KeyError, TypeError):
        sys.exit("error: the program did not describe its commands.")
    try:
        topics = []
        if len(sys.argv) == 3:
            with open(sys.argv[2], encoding="utf-8") as file:
                topics = json.load(file)["data"]
    except (OSError, ValueError, KeyError, TypeError):
        sys.exit("error: the topics cannot be read.")
    os.makedirs(sys.argv[1], exist_ok=True)
    for name, text in pages(program, topics):
        with open(os.path.join(sys.argv[1], name), "w", encoding="utf-8") as file:
            file.write(text)


if __name__ == "__main__":
    main()
