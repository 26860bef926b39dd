namespace AlgZoo.Metering;

/// <summary>The forward pass that a plugin can make itself: charges the window that is open on the calling thread.</summary>
internal sealed class ChargedForwardPass(Model model, IForwardPass pass) : IForwardPass
{
    private Model Model { get; } = model;

    private IForwardPass Pass { get; } = pass;

    /// <summary>What a problem about a model runs, given any pass: a problem charges its own meter, and nobody pays twice.</summary>
    public static IForwardPass WithoutCharge(IForwardPass pass, Model model) => pass is ChargedForwardPass charged && charged.Model == model ? charged.Pass : pass;

    /// <inheritdoc/>
    public void Evaluate(ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        ComputeMeter.ChargeWindow(Model.ForwardOperations, Model.EnsureBatch(inputs.Length, outputs.Length));
        Pass.Evaluate(inputs, outputs);
    }
}
