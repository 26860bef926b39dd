using System.Globalization;
using AlgZoo.Evaluation;
using Spectre.Console;

namespace AlgZoo.Cli;

/// <summary>Prints what <c>algzoo inspect</c> knows of a model, 100 columns wide.</summary>
internal static class InspectReport
{
    private const int FeaturesShown = 3;

    public static void Print(InspectDocument document)
    {
        PrintFacts(document);
        PrintTensors(document.Tensors);
        if (document.StandardisedWeights is { } weights)
        {
            PrintWeights(weights);
        }

        PrintPositions(document);
        PrintPairs(document);
        PrintPrefixes(document);
        if (document.NeuronRoles is { } roles)
        {
            PrintRoles(roles);
        }

        if (document.Attention is { } attention)
        {
            PrintAttention(attention);
        }
    }

    private static void PrintFacts(InspectDocument document)
    {
        var facts = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
        void Fact(string name, string value) => facts.AddRow(Markup.Escape(name), Markup.Escape(value));

        Fact("model", document.Model);
        Fact("source", document.Source);
        Fact("architecture", document.Architecture);
        Fact("task", $"{document.Task} ({document.TaskSource})");
        Fact("hidden size", Text(document.HiddenSize));
        Fact("sequence length", Text(document.SequenceLength));
        Fact("output size", Text(document.OutputSize));
        Fact("parameters", Text(document.Parameters));
        Fact("one sample costs", $"{Text(document.SamplingCostFlops)} FLOPs");
        Fact(document.Quantity, Text($"{document.Value:0.######} (standard error {document.StandardError:0.0e0}, {document.Samples:N0} sequences)"));
        if (document.CrossEntropy is { } loss)
        {
            Fact(QuantityNames.Of(Quantity.CrossEntropy), Text($"{loss.Value:0.######} nats (standard error {loss.StandardError:0.0e0})"));
        }

        if (document.HomogeneityError is { } error)
        {
            Fact("f(3x) = 3 f(x)", Text($"to {error:0.0e0} relative"));
        }

        if (document.Eigenvalues is [var leading, ..])
        {
            string eigenvalue = leading.Imaginary == 0 ? Text($"eigenvalue {leading.Real:0.0000}") : Text($"eigenvalues {leading.Real:0.0000} +- {leading.Imaginary:0.0000}i, argument +-{leading.Argument:0.0000}");
            Fact("spectral radius", Text($"{document.SpectralRadius:0.0000} ({eigenvalue} of W_hh)"));
        }

        if (document.StandardisedWeights is { WithoutInput: { Count: > 0 } neurons })
        {
            Fact("W_hi = 0", string.Join(", ", neurons.Select(neuron => Text($"h{neuron}"))));
        }

        if (document.LinearRegions is { } regions)
        {
            Fact("linear regions", Text($"{regions.Met:N0} met by {regions.Samples:N0} sequences, the commonest by {regions.MostCommonShare:0.00%}; {regions.UnseenShare:0.####%} unseen"));
        }

        Fact("fingerprint", document.Fingerprint);
        Terminal.Output.Write(facts);
    }

    private static void PrintTensors(IReadOnlyList<TensorDocument> tensors)
    {
        var table = Table("tensor", "shape", "mean", "rms", "minimum", "maximum");
        foreach (var tensor in tensors)
        {
            AddRow(table, tensor.Name, string.Join(" x ", tensor.Shape), Text(tensor.Mean), Text(tensor.RootMeanSquare), Text(tensor.Minimum), Text(tensor.Maximum));
        }

        Terminal.Output.Write(table);
    }

    private static void PrintWeights(StandardisedDocument weights)
    {
        string[] neurons = [.. weights.InputWeights.Select((input, neuron) => Text($"{(input == 0 ? "0" : input > 0 ? "+" : "-")}h{neuron}"))];
        PrintGrid(
            "W_hh with W_hi = +-1, whose sign is before the neuron (row: into, column: from)",
            [["", .. neurons], .. weights.RecurrentWeights.Select((row, neuron) => (string[])[neurons[neuron], .. row.Select(Weight)])]);
        PrintGrid("W_oh for it (row: output)", [["", .. neurons], .. weights.OutputWeights.Select((row, output) => (string[])[Text(output), .. row.Select(Weight)])]);
    }

    private static void PrintPositions(InspectDocument document)
    {
        if (document.ByTargetPosition.Count == 0)
        {
            return;
        }

        var table = Table(document.Attention is null ? "target position" : "target", "sequences", "accuracy");
        foreach (var position in document.ByTargetPosition)
        {
            AddRow(table, Text(position.Position), Text(position.Samples), position.Accuracy is { } accuracy ? Text(accuracy) : "-");
        }

        Terminal.Output.Write(table);
    }

    private static void PrintPairs(InspectDocument document)
    {
        if (document.ByLargestPair.Count == 0)
        {
            return;
        }

        int n = document.SequenceLength;
        bool isShare = document.CrossEntropy is not null;
        string[][] cells = [.. Enumerable.Range(0, n).Select(largest => (string[])[Text(largest), .. Enumerable.Repeat("", n)])];
        foreach (var pair in document.ByLargestPair)
        {
            cells[pair.Largest][pair.Second + 1] = pair.Value is not { } value ? "-" : isShare ? Text($"{100 * value:0.0}") : Text(value);
        }

        double error = document.ByLargestPair.Max(pair => pair.StandardError ?? 0);
        PrintGrid(
            Text($"{document.Quantity}{(isShare ? " in %" : "")}: largest input at the row, second largest at the column (errors to {(isShare ? 100 * error : error):0.0e0})"),
            [["", .. Enumerable.Range(0, n).Select(second => Text(second))], .. cells]);
    }

    private static void PrintPrefixes(InspectDocument document)
    {
        if (document.PrefixSobolIndices.Indices.Count == 0)
        {
            return;
        }

        var table = Table("first inputs known", "variance explained", "standard error");
        foreach (var prefix in document.PrefixSobolIndices.Indices)
        {
            AddRow(table, Text(prefix.Prefix), Text(prefix.Index), Text(prefix.StandardError));
        }

        Terminal.Output.Write(table);
    }

    private static void PrintRoles(NeuronRoles roles)
    {
        var table = Table("neuron", "active", "after the last step correlates with");
        foreach (var neuron in roles.Steps[^1])
        {
            var features = roles.Features.Zip(neuron.Correlations, (name, correlation) => (Name: name, Correlation: correlation)).Where(feature => feature.Correlation is not null)
                .OrderByDescending(feature => Math.Abs(feature.Correlation ?? 0)).Take(FeaturesShown);
            AddRow(table, Text($"h{neuron.Neuron}"), Text($"{neuron.ActiveShare:0.0%}"), string.Join("   ", features.Select(feature => Text($"{feature.Name} {feature.Correlation:0.000}"))));
        }

        Terminal.Output.Write(table);
    }

    // Of the last layer only the last query reaches the output.
    private static void PrintAttention(AttentionDocument attention)
    {
        for (int layer = 0; layer < attention.Layers.Count; layer++)
        {
            var rows = attention.Layers[layer];
            int first = layer == attention.Layers.Count - 1 ? rows.Count - 1 : 0;
            PrintGrid(
                Text($"mean attention of layer {layer} (row: query position, column: key position)"),
                [["", .. Enumerable.Range(0, rows.Count).Select(key => Text(key))], .. Enumerable.Range(first, rows.Count - first).Select(query => (string[])[Text(query), .. rows[query].Select(weight => Text($"{weight:0.00}"))])]);
        }
    }

    private static void PrintGrid(string title, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var lines = NumberGrid.Lines(rows) ?? ["too wide; --json has it"];
        Terminal.WriteLine($"\n  {title}\n");
        foreach (string line in lines)
        {
            Terminal.WriteLine(line);
        }

        Terminal.WriteLine("");
    }

    private static Table Table(params string[] columns) => new Table { Border = TableBorder.Simple }.AddColumns(columns);

    private static void AddRow(Table table, params string[] cells) => table.AddRow([.. cells.Select(Markup.Escape)]);

    // Five characters at most below 1,000.
    private static string Weight(double weight) => weight.ToString(Math.Abs(weight) < 9.995 ? "0.00" : Math.Abs(weight) < 99.95 ? "0.0" : "0", CultureInfo.InvariantCulture);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Text(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Text(double number) => number.ToString("0.0000", CultureInfo.InvariantCulture);
}
