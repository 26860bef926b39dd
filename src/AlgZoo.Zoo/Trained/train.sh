#!/usr/bin/env bash
# Trains the models of this folder: src/AlgZoo.Zoo/Trained/train.sh [OUT] [TASK], after a build of the command. Without TASK all of them.
# Equal recipes give equal bytes on every machine, so that afterwards `cmp OUT/NAME.safetensors src/AlgZoo.Zoo/Trained/NAME.safetensors` finds no difference. Interrupted, it is continued by the same command.
set -euo pipefail
out=${1:-trained} only=${2:-}
algzoo=(dotnet "$(dirname "$0")/../../../artifacts/bin/AlgZoo.Cli/release/algzoo.dll")

while read -r task hidden_size length sequences batch_size seeds keep; do
  if [ -z "$only" ] || [ "$only" = "$task" ]; then
    "${algzoo[@]}" train "$task" --hidden-size "$hidden_size" --seq-len "$length" --sequences "$sequences" --batch-size "$batch_size" --seeds "$seeds" --keep "$keep" --validation-sequences 2^22 --out "$out" < /dev/null
  fi
done <<'RECIPES'
2nd_argmax      2   2  2^28   128  0..7    best
2nd_argmax      2   3  2^24   128  0..7    best
2nd_argmax      2   4  2^24   128  0..7    best
2nd_argmax      2   5  2^24   128  0..7    best
2nd_argmax      2   6  2^24   128  0..7    best
2nd_argmax      2   8  2^24   128  0..7    best
2nd_argmax      2  10  2^24   128  0..7    best
2nd_argmax      3   2  2^26   128  0..7    best
2nd_argmax      3   3  2^24   128  0..63   best
2nd_argmax      3   4  2^24   128  0..7    best
2nd_argmax      3   5  2^24   128  0..7    best
2nd_argmax      3   6  2^24   128  0..7    best
2nd_argmax      3   8  2^24   128  0..7    best
2nd_argmax      3  10  2^24   128  0..7    best
2nd_argmax      4   2  2^26   128  0..7    best
2nd_argmax      4   3  2^26   128  0..4    all
2nd_argmax      4   4  2^26   128  0..63   best
2nd_argmax      4   5  2^24   128  0..7    best
2nd_argmax      4   6  2^24   128  0..7    best
2nd_argmax      4   8  2^24   128  0..7    best
2nd_argmax      4  10  2^24   128  0..7    best
2nd_argmax      5   2  2^26   128  0..7    best
2nd_argmax      5   3  2^24   128  0..7    best
2nd_argmax      5   4  2^26   128  0..15   best
2nd_argmax      5   5  2^24   128  0..7    best
2nd_argmax      5   6  2^24   128  0..7    best
2nd_argmax      5   8  2^24   128  0..7    best
2nd_argmax      5  10  2^24   128  0..7    best
2nd_argmax      6   2  2^26   128  0..7    best
2nd_argmax      6   3  2^24   128  0..7    best
2nd_argmax      6   4  2^24   128  0..7    best
2nd_argmax      6   5  2^26   128  0..11   best
2nd_argmax      6   6  2^24   128  0..7    best
2nd_argmax      6   8  2^24   128  0..7    best
2nd_argmax      6  10  2^24   128  0..7    best
2nd_argmax      8   2  2^26   128  0..7    best
2nd_argmax      8   3  2^26   128  0..7    best
2nd_argmax      8   4  2^26   128  0..7    best
2nd_argmax      8   5  2^24   128  0..7    best
2nd_argmax      8   6  2^24   128  0..7    best
2nd_argmax      8   8  2^24   128  0..7    best
2nd_argmax      8  10  2^24   128  0..7    best
2nd_argmax     16   2  2^26   128  0..2    best
2nd_argmax     16   3  2^26   128  0..3    best
2nd_argmax     16   4  2^26   128  0..3    best
2nd_argmax     16   5  2^26   128  0..3    best
2nd_argmax     16   6  2^26   128  0..3    best
2nd_argmax     16   8  2^26   128  0..4    best
2nd_argmax     16  10  2^28   128  0..4    all
2nd_argmax     32   2  2^24   128  0..7    best
2nd_argmax     32   3  2^24   128  0..7    best
2nd_argmax     32   4  2^24   128  0..7    best
2nd_argmax     32   5  2^26   128  0..1    best
2nd_argmax     32   6  2^26   128  0..1    best
2nd_argmax     32   8  2^26   128  0..1    best
2nd_argmax     32  10  2^26   128  0..2    best
argmedian       2   3  2^24   128  0..7    best
argmedian       2   5  2^24   128  0..7    best
argmedian       2   7  2^24   128  0..7    best
argmedian       2  11  2^24   128  0..7    best
argmedian       4   3  2^26   128  0..15   best
argmedian       4   5  2^24   128  0..7    best
argmedian       4   7  2^24   128  0..7    best
argmedian       4  11  2^24   128  0..7    best
argmedian       8   3  2^26   128  0..7    best
argmedian       8   5  2^26   128  0..4    all
argmedian       8   7  2^24   128  0..7    best
argmedian       8  11  2^24   128  0..7    best
argmedian      16   3  2^24   128  0..7    best
argmedian      16   5  2^26   128  0..4    best
argmedian      16   7  2^26   128  0..4    best
argmedian      16  11  2^24   128  0..7    best
argmedian      32   3  2^24   128  0..7    best
argmedian      32   5  2^26   128  0..2    best
argmedian      32   7  2^26   128  0..3    best
argmedian      32  11  2^27   128  0..2    best
median          2   2  2^24   128  0..7    best
median          2   3  2^24   128  0..7    best
median          2   5  2^24   128  0..7    best
median          2  10  2^24   128  0..7    best
median          4   2  2^24   128  0..7    best
median          4   3  2^24   128  0..7    best
median          4   5  2^24   128  0..71   best
median          4  10  2^26   128  0..15   best
median          8   2  2^24   128  0..7    best
median          8   3  2^24   128  0..7    best
median          8   5  2^26   128  0..4    all
median          8   5  2^26   128  5..31   best
median          8  10  2^24   128  0..7    best
median         16   2  2^24   128  0..7    best
median         16   3  2^24   128  0..7    best
median         16   5  2^24   128  0..7    best
median         16  10  2^26   128  0..4    best
median         32   2  2^24   128  0..3    best
median         32   3  2^24   128  0..3    best
median         32   5  2^24   128  0..3    best
median         32  10  2^27   128  0..2    best
longest_cycle   2   3  2^20    32  0..7    best
longest_cycle   2   4  2^22    32  0..15   best
longest_cycle   2   5  2^22    32  0..15   best
longest_cycle   2   6  2^22    32  0..15   best
longest_cycle   3   3  2^20    32  0..7    best
longest_cycle   3   4  2^22    32  0..15   best
longest_cycle   3   5  2^22    32  0..15   best
longest_cycle   3   6  2^22    32  0..15   best
longest_cycle   4   3  2^20    32  0..7    best
longest_cycle   4   4  2^22    32  0..15   best
longest_cycle   4   5  2^22    32  0..15   best
longest_cycle   4   6  2^22    32  0..15   best
longest_cycle   6   3  2^20    32  0..7    best
longest_cycle   6   4  2^22    32  0..15   best
longest_cycle   6   5  2^22    32  0..15   best
longest_cycle   6   6  2^22    32  0..15   best
longest_cycle   8   3  2^20    32  0..7    best
longest_cycle   8   4  2^22    32  0..15   best
longest_cycle   8   5  2^22    32  0..15   best
longest_cycle   8   6  2^22    32  0..15   best
RECIPES
