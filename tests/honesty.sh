#!/usr/bin/env bash
# Does the bench find that sampling matches sampling? Scores monte-carlo on a model with several seeds and counts how often the 95% interval of its efficiency holds 1.
# usage: tests/honesty.sh [MODEL] [SEEDS] [DRAWS]
set -euo pipefail
cd "$(dirname "$0")/.."
model=${1:-trained:2nd_argmax_16_10} seeds=${2:-10} draws=${3:-16}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
for seed in $(seq 1 "$seeds"); do
  dotnet artifacts/bin/AlgZoo.Cli/release/algzoo.dll run challenge --model "$model" --estimator monte-carlo --draws "$draws" --truth-samples 1e7 --budget 1e4..1e7 \
    --seed "$seed" --out "$scratch/$seed" --json 2>/dev/null
done | awk -F'[:,]' '
  /"efficiencyLow"/ { low = $2 }
  /"efficiencyHigh"/ { high = $2; intervals++; held += (low <= 1 && (high == " null" || high >= 1)); above += low > 1; below += high != " null" && high < 1 }
  END { printf "the 95%% interval holds 1 in %d of %d cases; %d lie above, %d below\n", held, intervals, above, below }'
