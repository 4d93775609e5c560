#!/usr/bin/env bash
# Puts the programs of .build/bin, their completions and their manual pages on the path.
#   deploy/install.sh [--prefix DIR]                  DIR: /usr/local for root, else ~/.local
#   deploy/install.sh [--prefix DIR] --uninstall      takes away what it put there, nothing else
# PROGRAMS=DIR takes the programs from there instead.
set -euo pipefail
here=$PWD
. "$(dirname "${BASH_SOURCE[0]}")/lib/machine.sh"

if [ "$(id -u)" -eq 0 ]; then prefix=/usr/local; else prefix=$HOME/.local; fi
mode=install
while [ $# -gt 0 ]; do
    case $1 in
        --prefix) prefix=${2:-} && shift && [ -n "$prefix" ] || fail "--prefix needs a directory." ;;
        --prefix=*) prefix=${1#*=} ;;
        --uninstall) mode=uninstall ;;
        -h | --help) sed -n '2,5s/^# *//p' deploy/install.sh && exit 0 ;;
        *) fail "Unknown argument: $1" "deploy/install.sh [--prefix DIR] [--uninstall]" ;;
    esac
    shift
done
case $prefix in /*) ;; *) prefix=$here/$prefix ;; esac

programs=${PROGRAMS:-.build/bin}

# Every file that was put down, one a line, so that uninstalling needs no guess.
record=$prefix/share/railyard/installed

uninstall() {
    [ -f "$record" ] || fail "Nothing is installed under $prefix." "Name the --prefix used then."
    local file
    while IFS= read -r file; do
        case $file in
            /* | *..*) fail "$record names $file, which lies outside $prefix." ;;
        esac
        rm -f "$prefix/$file"
    done <"$record"
    rm -f "$record"
    rmdir "$prefix/share/railyard" 2>/dev/null || true
    say "Railyard is removed from $prefix. Workspaces and keys stay: rail whoami --paths names them."
}

# Puts a file at its place and writes the place down.
put() {
    local mode=$1 place=$2 source=$3
    install -D -m "$mode" "$source" "$prefix/$place"
    printf '%s\n' "$place" >>"$record.new"
}

# Makes everything first, so that a program that does not run leaves nothing half installed.
stage() {
    local program shell
    for program in rail railhub; do
        [ -x "$programs/$program" ] || fail "$programs/$program is not built yet." "Run: deploy/build.sh"
        cp "$programs/$program" "$staging/$program"
        for shell in bash zsh fish; do
            completion "$program" "$shell" >"$staging/$program.$shell" \
                || fail "$programs/$program does not run." "Run: deploy/build.sh"
        done
        "$staging/$program" --experimental-dump-help >"$staging/$program.json"
    done
    "$staging/rail" help topics --json >"$staging/topics.json"
    python3 deploy/man.py "$staging/man" "$staging/topics.json" <"$staging/rail.json"
    python3 deploy/man.py "$staging/man" <"$staging/railhub.json"
}

# rail completes from the local workspace by scripts of its own; railhub has what its parser knows.
completion() {
    case $1 in
        rail) "$staging/rail" completion "$2" ;;
        *) "$staging/$1" --generate-completion-script "$2" ;;
    esac
}

install_programs() {
    local program page
    staging=$(mktemp -d)
    trap 'rm -rf "$staging"' EXIT
    stage
    mkdir -p "$prefix/share/railyard" 2>/dev/null && [ -w "$prefix/share/railyard" ] \
        || fail "$prefix cannot be written." "Choose another: deploy/install.sh --prefix ~/.local"
    : >"$record.new"
    for program in rail railhub; do
        put 755 "bin/$program" "$staging/$program"
        put 644 "share/bash-completion/completions/$program" "$staging/$program.bash"
        put 644 "share/zsh/site-functions/_$program" "$staging/$program.zsh"
        put 644 "share/fish/vendor_completions.d/$program.fish" "$staging/$program.fish"
    done
    for page in "$staging"/man/*.[17]; do
        put 644 "share/man/man${page##*.}/$(basename "$page")" "$page"
    done
    remove_left_over
    mv "$record.new" "$record"
    say "Installed under $prefix: $(wc -l <"$record") files (bin/rail, bin/railhub, completions, manual pages)."
    case :$PATH: in
        *":$prefix/bin:"*) ;;
        *) say "$prefix/bin is not on the path yet: export PATH=\"$prefix/bin:\$PATH\"" ;;
    esac
}

# Takes away what an earlier version put down and this one did not.
remove_left_over() {
    [ -f "$record" ] || return 0
    local file
    while IFS= read -r file; do
        grep -qxF "$file" "$record.new" || rm -f "$prefix/$file"
    done <"$record"
}

if [ "$mode" = uninstall ]; then uninstall; else install_programs; fi
