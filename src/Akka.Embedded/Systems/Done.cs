namespace Akka;

/// <summary>Says that something is complete, where there is no value to return.</summary>
public sealed class Done
{
    /// <summary>The only instance.</summary>
    public static readonly Done Instance = new();

    private Done() { }
}
