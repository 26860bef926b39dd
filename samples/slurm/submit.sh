#!/usr/bin/env bash
# Submits a suite as a job array and the merge of its shards, and prints both job ids:
#
#   submit.sh SUITE RUN_NAME SHARDS [options of algzoo run]
#
# The logs are beside the shards, RUN_NAME/shard-I.log and RUN_NAME/merge.log. Partition, account and the like are taken from sbatch's own variables: SBATCH_PARTITION, SBATCH_ACCOUNT, SBATCH_TIMELIMIT ...
set -euo pipefail

if [[ $# -lt 3 || ! $3 =~ ^[1-9][0-9]*$ ]]; then
  echo "usage: submit.sh SUITE RUN_NAME SHARDS [options of algzoo run]" >&2
  exit 1
fi
suite=$1 run=$2 shards=$3
shift 3
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

mkdir -p "$run"
array=$(sbatch --parsable --array="1-$shards" --output="$run/shard-%a.log" "$here/algzoo-array.sbatch" "$suite" "$run" "$@")
merge=$(sbatch --parsable --dependency="afterany:${array%%;*}" --output="$run/merge.log" "$here/algzoo-merge.sbatch" "$run")
echo "array ${array%%;*}"
echo "merge ${merge%%;*}"
