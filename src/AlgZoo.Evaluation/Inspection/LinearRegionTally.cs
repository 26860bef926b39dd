using System.Runtime.InteropServices;
using AlgZoo.Numerics;

namespace AlgZoo.Evaluation;

/// <summary>Which neurons are active at which step, for every sequence. Patterns are told apart by 64-bit hashes (Zobrist 1970): a word for each neuron and step, those of the active ones combined.</summary>
internal sealed class LinearRegionTally(ReluRnn model, RandomAddress address) : ITally<LinearRegionTally>
{
    private readonly StateSampler _sampler = new(model);
    private readonly ulong[] _words = Words(model.SequenceLength * model.HiddenSize, address.Child("words"));
    private readonly List<ulong> _patterns = [];

    public LinearRegions Regions
    {
        get
        {
            _patterns.Sort();
            long met = 0;
            long seenOnce = 0;
            long mostCommon = 0;
            for (int first = 0, next; first < _patterns.Count; first = next)
            {
                for (next = first + 1; next < _patterns.Count && _patterns[next] == _patterns[first]; next++)
                {
                }

                met++;
                seenOnce += next - first == 1 ? 1 : 0;
                mostCommon = Math.Max(mostCommon, next - first);
            }

            return new LinearRegions(_patterns.Count, met, mostCommon / (double)_patterns.Count, seenOnce, seenOnce / (double)_patterns.Count);
        }
    }

    public void AddBlock(ulong block)
    {
        _sampler.Open(address.Child(block));
        Span<ulong> patterns = stackalloc ulong[StateSampler.Lanes];
        for (int done = 0; done < ShardedPass.BlockSize; done += StateSampler.Lanes)
        {
            _sampler.Next();
            patterns.Clear();
            var states = _sampler.States;
            for (int i = 0; i < _words.Length; i++)
            {
                var lanes = states.Slice(i * StateSampler.Lanes, StateSampler.Lanes);
                for (int lane = 0; lane < patterns.Length; lane++)
                {
                    patterns[lane] ^= lanes[lane] > 0 ? _words[i] : 0;
                }
            }

            _patterns.AddRange(patterns);
        }
    }

    public void Add(LinearRegionTally other) => _patterns.AddRange(CollectionsMarshal.AsSpan(other._patterns));

    private static ulong[] Words(int count, RandomAddress address)
    {
        ulong[] words = new ulong[count];
        address.FillState(words);
        return words;
    }
}
