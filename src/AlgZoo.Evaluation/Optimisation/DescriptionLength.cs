namespace AlgZoo.Evaluation;

/// <summary>
/// The length of a description of the weights that keeps the score. The neurons of a ReLU RNN are rescaled, which leaves its function as it is, so that every W_hi is a power of two with a sign, and the powers
/// balance the weights into each neuron with those out of it; W_hi takes a bit a neuron for the sign, log2 of the number of powers between the least and the largest, and 8 bits for that number. A weight
/// of any other tensor is a sign and b bits: the multiple of 2^(e - b) next to it, cut off at (2^b - 1) 2^(e - b), where 2^e is the least power of two above every weight of the tensor; e takes 8 bits
/// for each tensor. b is the smallest for all tensors together that keeps the score, at most 31; it is then lowered for each tensor in turn, the largest first, as far as the score stays.
/// </summary>
/// <param name="Bits">Sum over the tensors.</param>
/// <param name="Tensors">The tensors in the order of the model.</param>
/// <param name="Change">Score of the rounded weights less that of the model.</param>
/// <param name="ChangeStandardError">Standard error of the change, over the same sequences for both; 0 where the score is exact.</param>
/// <param name="Resolution">The change, with twice its standard error, is no more than this.</param>
public sealed record DescriptionLength(double Bits, IReadOnlyList<TensorDescription> Tensors, double Change, double ChangeStandardError, double Resolution);

/// <summary>The description of one tensor.</summary>
/// <param name="Name">AlgZoo's name.</param>
/// <param name="Weights">Number of weights.</param>
/// <param name="BitsPerWeight">b; 0 for W_hi of a ReLU RNN, whose weights are powers of two.</param>
/// <param name="Bits">(1 + b) bits a weight and 8 for the exponent; for W_hi see <see cref="DescriptionLength"/>.</param>
public sealed record TensorDescription(string Name, int Weights, int BitsPerWeight, double Bits);
