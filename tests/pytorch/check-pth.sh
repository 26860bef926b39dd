#!/usr/bin/env bash
# Does PyTorch read what `algzoo train` writes, and compute with it what `algzoo truth` says? Trains small models of every task and leaves the rest to check_pth.py.
# usage: tests/pytorch/check-pth.sh (after a build of the command)
set -euo pipefail
cd "$(dirname "$0")/../.."
for python in python3 /usr/bin/python3 none; do
  if "$python" -c 'import torch' 2>/dev/null; then break; fi
done
if [ "$python" = none ]; then
  echo "skipped: python3-torch is not installed (apt-get install python3-torch)"
  exit 0
fi

algzoo=(dotnet artifacts/bin/AlgZoo.Cli/release/algzoo.dll)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
for size in '2nd_argmax 4 3' '2nd_argmax 17 10' 'argmedian 5 7' 'median 8 4' 'argmax 3 5' 'argoutlier 6 4' 'longest_cycle 3 4' 'longest_cycle 5 5'; do
  read -r task hidden_size length <<< "$size"
  "${algzoo[@]}" train "$task" --hidden-size "$hidden_size" --seq-len "$length" --sequences 2^18 --validation-sequences 1e5 --seed 3 --out "$folder" > "$folder/log" 2>&1 || { cat "$folder/log"; exit 1; }
done
for file in "$folder"/*.pth; do
  "${algzoo[@]}" truth "$file" --samples 2^22 --no-cache --json > "${file%.pth}.truth"
done
"$python" tests/pytorch/check_pth.py "$folder"
