namespace AlgZoo.Fixtures;

public abstract class Middle : HalfOf<Middle>;

[Estimator("base-in-dependency")]
public sealed class Derived : Middle;
