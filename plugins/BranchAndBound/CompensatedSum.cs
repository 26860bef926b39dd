namespace AlgZoo.Plugins;

/// <summary>A sum of positive terms whose relative error is 2^-52 to first order, however many there are (Kahan 1965).</summary>
internal struct CompensatedSum
{
    private double _sum;
    private double _excess;

    public readonly double Value => _sum;

    public void Add(double term)
    {
        double corrected = term - _excess;
        double sum = _sum + corrected;
        _excess = sum - _sum - corrected;
        _sum = sum;
    }
}
