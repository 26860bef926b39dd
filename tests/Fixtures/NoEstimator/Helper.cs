namespace AlgZoo.Fixtures;

public static class Helper
{
    public static Quantity Favourite => Quantity.Accuracy;
}
