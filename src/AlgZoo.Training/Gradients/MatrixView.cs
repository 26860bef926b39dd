namespace AlgZoo.Training;

/// <summary>A matrix in memory: element (i, j) lies <c>i * rowStep + j * columnStep</c> floats from the first.</summary>
internal readonly unsafe struct MatrixView(float* first, int rows, int columns, int rowStep, int columnStep)
{
    /// <summary>A row-major matrix.</summary>
    public MatrixView(float* first, int rows, int columns)
        : this(first, rows, columns, columns, 1)
    {
    }

    public float* First => first;

    public int Rows => rows;

    public int Columns => columns;

    public int RowStep => rowStep;

    public int ColumnStep => columnStep;

    public MatrixView Transposed => new(first, columns, rows, columnStep, rowStep);
}
