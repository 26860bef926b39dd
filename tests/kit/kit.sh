#!/usr/bin/env bash
# Does what pages of the documentation say as an author would who has the .NET SDK and nothing else: an empty home, an empty package cache, and as sources of packages what this repository packs besides
# NuGet's default. Pages share the home, in the order given; each begins in a folder of its own. Needs a Release build of the solution. What was done and said is in artifacts/pages.
# usage: kit.sh PAGE.md...
set -euo pipefail
repository=$(cd "$(dirname "$0")/../.." && pwd)
run_page=$repository/tests/kit/run-page.sh
packages=$repository/artifacts/packages
# Seconds for one page, which is what the first one promises.
patience=180
[ $# -gt 0 ] || { sed -n '2,4s/^# //p' "$0"; exit 1; }
pages=()
for page in "$@"; do pages+=("$(realpath "$page")"); done

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false MSBUILDDISABLENODEREUSE=1
seconds() { echo $((SECONDS - $1)); }

# Packed anew each time: a package of an earlier build would be tested in place of this one.
start=$SECONDS
rm -rf "$packages"
dotnet pack "$repository/AlgZoo.Framework.sln" -c Release --no-build -v quiet
echo "packed $(find "$packages" -name '*.nupkg' | wc -l) packages, $(seconds "$start") s"

world=$(mktemp -d "${TMPDIR:-/tmp}/algzoo-kit-XXXXXX")
trap 'rm -rf "$world"' EXIT
export HOME=$world/home DOTNET_CLI_HOME=$world/home NUGET_PACKAGES=$world/packages
export XDG_DATA_HOME=$HOME/.local/share XDG_CACHE_HOME=$HOME/.cache XDG_CONFIG_HOME=$HOME/.config
export PATH=$HOME/.dotnet/tools:$PATH
unset ALGZOO_PLUGINS ALGZOO_CACHE
mkdir -p "$HOME"
dotnet nuget add source "$packages" --name algzoo > /dev/null

mkdir -p "$repository/artifacts/pages"
for page in "${pages[@]}"; do
  name=$(basename "$page" .md)
  log=$world/$name.log
  start=$SECONDS
  # The first page installs the command; the others take it for granted.
  if ! grep -q '^dotnet tool install' "$page" && ! command -v algzoo > /dev/null; then
    dotnet tool install --global AlgZoo.Cli > /dev/null
  fi
  mkdir "$world/$name"
  if ! (cd "$world/$name" && timeout "$patience" "$run_page" "$page") > "$log" 2>&1; then
    cat "$log" >&2
    echo "$name.md: failed after $(seconds "$start") s" >&2
    exit 1
  fi
  cp "$log" "$repository/artifacts/pages/"
  echo "$name.md: ok, $(grep -c '^\$ ' "$log") commands, $(seconds "$start") s"
done
