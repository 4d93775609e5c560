# What the scripts of this folder ask of the machine they run on: packages and a toolchain.
# Sourced, never run. It stands at the root of the repository when it returns.

cd "$(dirname "${BASH_SOURCE[0]}")/../.."

# The oldest toolchain that reads Package.swift.
swift_needed=6.2

# Build needs and what the tests and the benchmark call: compiler and linker parts, SQLite, zstd
# and expat with their static libraries, the sqlite3 shell, time zones, Python for the second codec.
packages=(
    binutils ca-certificates g++ git libexpat1-dev libsqlite3-dev libzstd-dev pkg-config python3
    sqlite3 tzdata zlib1g-dev
)

# How optimised programs are built, always with the same flags: other ones compile everything anew.
release_flags=(-c release --disable-index-store)
[ "$(uname -s)" != Linux ] || release_flags+=(--static-swift-stdlib)

say() { printf '%s\n' "$*"; }

fail() {
    printf 'error: %s\n' "$1" >&2
    shift
    local hint
    for hint in "$@"; do printf '  %s\n' "$hint" >&2; done
    exit 1
}

# Installs the system packages that are missing, and says which; needs root for nothing else.
install_packages() {
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        need_without_apt
        return
    fi
    local package missing=()
    for package in "${packages[@]}"; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' \
            || missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return
    say "Installing system packages: ${missing[*]}"
    local root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null \
            || fail "These packages need root, and there is no sudo." \
                "As root: apt-get update && apt-get install -y ${missing[*]}"
        root=(sudo)
    fi
    "${root[@]}" apt-get update -qq \
        && "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
            --no-install-recommends "${missing[@]}" >/dev/null \
        || fail "The packages could not be installed." \
            "Install them yourself, then run this again: ${missing[*]}"
}

# Where apt is absent the headers decide: found is enough, else it says what to install.
need_without_apt() {
    local missing=() library
    for library in sqlite3 libzstd expat; do
        pkg-config --exists "$library" 2>/dev/null || missing+=("$library")
    done
    command -v python3 >/dev/null || missing+=(python3)
    [ ${#missing[@]} -eq 0 ] && return
    fail "Missing here, and apt-get is not: ${missing[*]}" \
        "On macOS: brew install sqlite zstd expat pkg-config python3" \
        "Elsewhere, the packages that hold: ${packages[*]}"
}

# Checks that a toolchain stands ready, and offers the official installer if not.
require_swift() {
    # shellcheck disable=SC1091
    command -v swift >/dev/null || [ ! -f "${SWIFTLY_HOME_DIR:-$HOME/.local/share/swiftly}/env.sh" ] \
        || . "${SWIFTLY_HOME_DIR:-$HOME/.local/share/swiftly}/env.sh"
    local found
    found=$(swift --version 2>/dev/null || true)
    found=$(printf '%s\n' "$found" | sed -n 's/.*Swift version \([0-9.]*\).*/\1/p' | head -n 1)
    [ -n "$found" ] && [ "$(printf '%s\n' "$swift_needed" "$found" | sort -V | head -n 1)" = "$swift_needed" ] \
        && return
    cat >&2 <<END
error: Railyard needs Swift $swift_needed or newer; found: ${found:-none}.
The official installer, swiftly, puts it into your home directory:
  curl -O https://download.swift.org/swiftly/linux/swiftly-$(uname -m).tar.gz
  tar zxf swiftly-$(uname -m).tar.gz
  ./swiftly init --quiet-shell-followup
  . "\${SWIFTLY_HOME_DIR:-\$HOME/.local/share/swiftly}/env.sh"
Then run this again. (On macOS: https://www.swift.org/install/macos/)
END
    exit 1
}
