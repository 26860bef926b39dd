namespace AlgZoo.Training;

/// <summary>The tensors of a recipe's model in the order of its state dict, laid end to end, each row-major: [rnn.weight_ih_l0, rnn.weight_hh_l0, linear.weight], or the transformer's as listed by <see cref="AttentionTransformer"/>.</summary>
internal sealed class ParameterLayout
{
}
