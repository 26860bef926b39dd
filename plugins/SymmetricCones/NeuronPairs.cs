namespace AlgZoo.Plugins;

/// <summary>
/// A pairing s of neurons with W_hi > 0 and neurons with W_hi &lt; 0, such that W_hh[s(i), s(j)] is near W_hh[i, j] and W_oh[:, s(i)] near W_oh[:, i]: the sum of squared differences, each matrix relative to its own
/// sum of squares, is the least of all pairings up to four pairs. Beyond, neurons are paired in turn, those of large output weights first, each as well as it goes with those before.
/// </summary>
internal sealed class NeuronPairs
{
    private const int MostPairsForSearch = 4;

    private readonly int[] _partner;

    private NeuronPairs(int[] partner)
    {
        _partner = partner;
    }

    /// <summary>The neurons with W_hi > 0 that lead their pairs, in ascending order.</summary>
    public IEnumerable<int> Leaders(StandardNetwork network) => Enumerable.Range(0, _partner.Length).Where(i => network.Input[i] > 0);

    /// <summary>The other neuron of a pair.</summary>
    public int PartnerOf(int neuron) => _partner[neuron];

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", Enumerable.Range(0, _partner.Length).Where(i => i < _partner[i]).Select(i => $"h{i} h{_partner[i]}"));

    /// <summary>Pairs the neurons of a network; null where those of one sign are more than those of the other.</summary>
    public static NeuronPairs? Of(StandardNetwork network)
    {
        int[] positive = [.. Enumerable.Range(0, network.HiddenSize).Where(i => network.Input[i] > 0)];
        int[] negative = [.. Enumerable.Range(0, network.HiddenSize).Where(i => network.Input[i] < 0)];
        if (positive.Length != negative.Length || 2 * positive.Length != network.HiddenSize)
        {
            return null;
        }

        double[] size = [.. positive.Select(neuron => OutputSize(network, neuron))];
        Array.Sort(size, positive);
        Array.Reverse(positive);
        var search = new Search(network, positive, negative);
        search.Extend(pair: 0, mismatch: 0);
        int[] partner = new int[network.HiddenSize];
        for (int pair = 0; pair < positive.Length; pair++)
        {
            partner[positive[pair]] = search.Best[pair];
            partner[search.Best[pair]] = positive[pair];
        }

        return new(partner);
    }

    private static double OutputSize(StandardNetwork network, int neuron)
    {
        double sum = 0;
        for (int k = 0; k < StandardNetwork.Length; k++)
        {
            double weight = network.Output[(k * network.HiddenSize) + neuron];
            sum += weight * weight;
        }

        return sum;
    }

    private sealed class Search(StandardNetwork network, int[] positive, int[] negative)
    {
        private readonly int[] _chosen = new int[positive.Length];
        private readonly bool[] _taken = new bool[negative.Length];
        private readonly double _recurrentScale = InverseSquares(network.Recurrent);
        private readonly double _outputScale = InverseSquares(network.Output);
        private double _least = double.PositiveInfinity;

        public int[] Best { get; private set; } = [];

        // Chooses partners for the pairs from one on, given the mismatch of those before.
        public void Extend(int pair, double mismatch)
        {
            if (pair == positive.Length)
            {
                _least = mismatch;
                Best = [.. _chosen];
                return;
            }

            bool isExhaustive = positive.Length <= MostPairsForSearch;
            int nearest = -1;
            double leastAdded = double.PositiveInfinity;
            for (int b = 0; b < negative.Length; b++)
            {
                if (_taken[b])
                {
                    continue;
                }

                double added = Added(pair, negative[b]);
                if (isExhaustive && mismatch + added < _least)
                {
                    Take(pair, b, mismatch + added);
                }

                if (added < leastAdded)
                {
                    (nearest, leastAdded) = (b, added);
                }
            }

            if (!isExhaustive)
            {
                Take(pair, nearest, mismatch + leastAdded);
            }
        }

        private void Take(int pair, int b, double mismatch)
        {
            _taken[b] = true;
            _chosen[pair] = negative[b];
            Extend(pair + 1, mismatch);
            _taken[b] = false;
        }

        // What a pair adds to the mismatch of those before it.
        private double Added(int pair, int partner)
        {
            int neuron = positive[pair];
            int d = network.HiddenSize;
            double output = 0;
            for (int k = 0; k < StandardNetwork.Length; k++)
            {
                output += Square(network.Output[(k * d) + neuron] - network.Output[(k * d) + partner]);
            }

            double recurrent = Recurrent(neuron, partner, neuron, partner);
            for (int earlier = 0; earlier < pair; earlier++)
            {
                recurrent += Recurrent(neuron, partner, positive[earlier], _chosen[earlier]) + Recurrent(positive[earlier], _chosen[earlier], neuron, partner);
            }

            return (output * _outputScale) + (recurrent * _recurrentScale);
        }

        // The weights from one pair into another.
        private double Recurrent(int to, int toPartner, int from, int fromPartner)
        {
            int d = network.HiddenSize;
            var weights = network.Recurrent;
            return Square(weights[(to * d) + from] - weights[(toPartner * d) + fromPartner]) + Square(weights[(to * d) + fromPartner] - weights[(toPartner * d) + from]);
        }

        private static double InverseSquares(double[] weights)
        {
            double sum = 0;
            foreach (double weight in weights)
            {
                sum += weight * weight;
            }

            return sum > 0 ? 1 / sum : 0;
        }

        private static double Square(double x) => x * x;
    }
}
