namespace RiskEngine.Host.Access;

/// <summary>Marks a route that needs no token: health, the page's own files, and signing in. None carries data of the engine.</summary>
internal sealed record Open
{
    internal static readonly Open Route = new();

    private Open() { }
}
