#!/usr/bin/env bash
# Tests the batch scripts of this folder against a real Slurm: installs Debian's, runs a cluster of one node out of a temporary directory, and holds the merged scores of sharded, interrupted and
# requeued runs against those of a run in one piece. Touches no Slurm that is configured on the machine. Takes about three minutes; needs root, Debian and the .NET SDK.
#
#   samples/slurm/test-on-one-node.sh
#
# ALGZOO  the command to test; by default it is built from this clone
set -euo pipefail

if [[ $EUID -ne 0 ]]; then
  echo "Slurm's daemons start jobs as other users: run this as root." >&2
  exit 1
fi
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
clone=$(cd "$here/../.." && pwd)
node=$(hostname -s)
scratch=$(mktemp -d)
chmod 755 "$scratch"
export SLURM_CONF=$scratch/slurm.conf ALGZOO_CACHE=$scratch/cache
daemons=()
failures=0

stop_cluster() {
  trap - EXIT
  if [[ ${#daemons[@]} -gt 0 ]]; then
    if sinfo >/dev/null 2>&1; then
      scancel --quiet --user=root || true
      wait_until 60 queue_is_empty || true
    fi
    # munged, which was started first, last.
    for ((i = ${#daemons[@]} - 1; i >= 0; i--)); do
      kill "${daemons[i]}" 2>/dev/null || true
      wait "${daemons[i]}" 2>/dev/null || true
    done
  fi
  rm -rf "$scratch"
}
trap stop_cluster EXIT
trap 'exit 130' INT TERM

wait_until() {
  local deadline=$((SECONDS + $1))
  shift
  until "$@"; do
    if [[ $SECONDS -ge $deadline ]]; then return 1; fi
    sleep 0.1
  done
}

queue_is_empty() { [[ -z $(squeue --noheader) ]]; }
node_is_idle() { [[ $(sinfo --noheader --format=%t 2>/dev/null) == idle ]]; }
has_lines() { [[ -f $2 && $(wc -l <"$2") -ge $1 ]]; }
job_shows() { [[ $(scontrol --oneliner show job "$1") =~ (^| )$2( |$) ]]; }

check() {
  local what=$1
  shift
  if "$@"; then
    echo "PASS  $what"
  else
    echo "FAIL  $what"
    failures=$((failures + 1))
  fi
}

give_up() {
  echo "FAIL  $1"
  tail -n 40 "$scratch"/slurm*.log "$scratch"/whole.log "$scratch"/runs/*/*.log 2>/dev/null || true
  exit 1
}

start_cluster() {
  if ! command -v munged slurmctld slurmd sbatch >/dev/null; then
    apt-get update -q
    DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends munge slurmctld slurmd slurm-client
  fi

  # The daemons need neither control groups nor an account of their own, and believe in the CPUs and the memory written here: four tasks of algzoo-array.sbatch at once on any machine.
  cat >"$SLURM_CONF" <<CONF
ClusterName=one-node
SlurmctldHost=$node(127.0.0.1)
SlurmctldPort=26817
SlurmdPort=26818
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=$scratch/munge.socket,cred_expire=5
CredType=cred/munge
StateSaveLocation=$scratch/slurmctld
SlurmdSpoolDir=$scratch/slurmd
SlurmctldPidFile=$scratch/slurmctld.pid
SlurmdPidFile=$scratch/slurmd.pid
SlurmctldLogFile=$scratch/slurmctld.log
SlurmdLogFile=$scratch/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU_Memory
SlurmdParameters=config_overrides
NodeName=$node NodeAddr=127.0.0.1 CPUs=16 RealMemory=98304
PartitionName=all Nodes=$node Default=YES State=UP
CONF
  mkdir "$scratch/slurmctld" "$scratch/slurmd"
  (umask 077 && head -c 1024 /dev/urandom >"$scratch/munge.key")

  munged --foreground --key-file="$scratch/munge.key" --socket="$scratch/munge.socket" --pid-file="$scratch/munged.pid" --seed-file="$scratch/munge.seed" >"$scratch/munged.log" 2>&1 &
  daemons+=($!)
  wait_until 10 test -S "$scratch/munge.socket" || give_up "munged does not start"
  slurmctld -D >/dev/null 2>&1 &
  daemons+=($!)
  slurmd -D >/dev/null 2>&1 &
  daemons+=($!)
  wait_until 60 node_is_idle || give_up "Slurm's node does not become idle"
}

# Sets array and merge to the ids of the two jobs.
submit() {
  local ids
  ids=$("$here/submit.sh" "$scratch/suite.yaml" "$1" 4)
  array=$(sed -n 's/^array //p' <<<"$ids")
  merge=$(sed -n 's/^merge //p' <<<"$ids")
}

wait_for_jobs() { wait_until 600 queue_is_empty || give_up "jobs are still in the queue after ten minutes"; }

if [[ -z ${ALGZOO:-} ]]; then
  dotnet build "$clone/src/AlgZoo.Cli" -c Release -v q
  export ALGZOO="dotnet $clone/artifacts/bin/AlgZoo.Cli/release/algzoo.dll"
fi
read -ra algzoo <<<"$ALGZOO"
start_cluster
echo "$(sbatch --version), one node"

cat >"$scratch/suite.yaml" <<'SUITE'
name: one-node
models: [ "trained:2nd_argmax_16_10", "handcrafted:3" ]
noise: { kind: relative, sigma: 0.01 }
draws: 8
budgets: [ 1e5, 1e7, 1e9 ]
truth: { samples: 1e6 }
estimators: [ monte-carlo, sobol, mean-propagation ]
seed: 5
SUITE
mkdir "$scratch/runs"
cd "$scratch/runs"
"${algzoo[@]}" run "$scratch/suite.yaml" --out whole >"$scratch/whole.log" 2>&1 || give_up "the run in one piece fails"

submit sharded
wait_for_jobs
check "four shards, merged, have the scores of the run in one piece" cmp whole/scores.json sharded/merged/scores.json

submit interrupted
for shard in 2 3; do
  wait_until 120 has_lines 3 "interrupted/shard-$shard/measurements.jsonl" || give_up "shard $shard measures nothing"
done
scancel --signal=TERM "${array}_2"
scontrol requeue "${array}_3"
cp interrupted/shard-3/measurements.jsonl before-requeue.jsonl
wait_for_jobs
cp interrupted/shard-2/measurements.jsonl before-resubmission.jsonl
check "a task that gets SIGTERM fails with algzoo's exit code for an interruption" job_shows "${array}_2" "ExitCode=130:0"
check "a task that is requeued is started again" job_shows "${array}_3" "Restarts=1"
check "the requeued task keeps what it had measured" cmp before-requeue.jsonl <(head -c "$(stat -c %s before-requeue.jsonl)" interrupted/shard-3/measurements.jsonl)
check "the requeued task succeeds" job_shows "${array}_3" "ExitCode=0:0"
check "the merge fails while a shard is incomplete" job_shows "$merge" "JobState=FAILED"
check "the merge names the incomplete shard" grep -q "shard-2" interrupted/merge.log
check "the merge leaves no scores behind" test ! -e interrupted/merged/scores.json

submit interrupted
wait_for_jobs
check "the submission again succeeds" job_shows "$merge" "JobState=COMPLETED"
check "the task submitted again keeps what it had measured" cmp before-resubmission.jsonl <(head -c "$(stat -c %s before-resubmission.jsonl)" interrupted/shard-2/measurements.jsonl)
check "the interrupted shards, merged, have the scores of the run in one piece" cmp whole/scores.json interrupted/merged/scores.json

if [[ $failures -gt 0 ]]; then
  give_up "$failures of the checks above"
fi
