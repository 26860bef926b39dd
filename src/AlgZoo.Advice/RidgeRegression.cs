using MathNet.Numerics.LinearAlgebra;

namespace AlgZoo.Advice;

/// <summary>
/// Weighted ridge regression with a free constant: minimises sum_i w_i (y_i - c - b . f_i)^2 + lambda sum_j v_j b_j^2, where v_j is the weighted sum of squares of feature j about its mean, so
/// that the penalty does not depend on the scales of the features.
/// </summary>
public sealed class RidgeRegression
{
    private readonly int _features;
    private readonly double[] _row;

    // The first observation: sums are taken about it, so that those of a feature that hardly varies do not cancel.
    private readonly double[] _origin;
    private readonly double[,] _moments;

    /// <summary>A regression without observations.</summary>
    /// <param name="features">Number of features, at least 1.</param>
    public RidgeRegression(int features)
    {
        _features = features;
        _row = new double[features + 2];
        _origin = new double[features + 2];
        _moments = new double[features + 2, features + 2];
    }

    /// <summary>Takes in one observation.</summary>
    /// <param name="features">Shape [features].</param>
    /// <param name="value">What is to be predicted.</param>
    /// <param name="weight">Its weight, positive.</param>
    public void Add(ReadOnlySpan<double> features, double value, double weight)
    {
        features.CopyTo(_row);
        _row[_features] = value;
        _row[_features + 1] = 1;
        if (_moments[_features + 1, _features + 1] == 0)
        {
            _row.AsSpan(0, _features + 1).CopyTo(_origin);
        }

        for (int i = 0; i <= _features; i++)
        {
            _row[i] -= _origin[i];
        }

        for (int i = 0; i < _row.Length; i++)
        {
            double weighted = weight * _row[i];
            for (int j = 0; j <= i; j++)
            {
                _moments[i, j] += weighted * _row[j];
            }
        }
    }

    /// <summary>Solves for the coefficients.</summary>
    /// <param name="penalty">lambda, above 0. A feature that does not vary gets the coefficient 0.</param>
    /// <returns>The coefficients b, shape [features], and the constant c.</returns>
    public (double[] Coefficients, double Constant) Solve(double penalty)
    {
        double total = _moments[_features + 1, _features + 1];
        double Mean(int i) => _moments[_features + 1, i] / total;
        double Covariance(int i, int j) => _moments[Math.Max(i, j), Math.Min(i, j)] - (total * Mean(i) * Mean(j));
        double Diagonal(int i) => Covariance(i, i) is > 0 and var squares ? (1 + penalty) * squares : 1;
        var normal = Matrix<double>.Build.Dense(_features, _features, (i, j) => i == j ? Diagonal(i) : Covariance(i, j));
        var right = Vector<double>.Build.Dense(_features, i => Covariance(_features, i));
        double[] coefficients = normal.Cholesky().Solve(right).ToArray();
        double constant = _origin[_features] + Mean(_features);
        for (int i = 0; i < _features; i++)
        {
            constant -= coefficients[i] * (_origin[i] + Mean(i));
        }

        return (coefficients, constant);
    }
}
