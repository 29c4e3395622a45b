namespace RiskEngine.Simulator.Rules;

/// <summary>The parts of an HTTP request that the exchange looks at. An empty header counts as a missing one.</summary>
internal sealed record Request(
    string Method,
    string Path,
    string? ApiKey,
    string? Payload,
    string? Signature,
    string? Bearer
)
{
    private const string BearerPrefix = "Bearer ";

    public static Request From(string method, string path, IReadOnlyDictionary<string, string> headers)
    {
        var authorization = Header("Authorization");
        return new Request(
            method,
            path,
            Header("X-GEMINI-APIKEY"),
            Header("X-GEMINI-PAYLOAD"),
            Header("X-GEMINI-SIGNATURE"),
            authorization?.StartsWith(BearerPrefix, StringComparison.OrdinalIgnoreCase) == true
                ? authorization[BearerPrefix.Length..].Trim()
                : null
        );

        string? Header(string name)
        {
            var value = headers.FirstOrDefault(h => h.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
            return string.IsNullOrEmpty(value) ? null : value;
        }
    }

    /// <summary>Never prints the headers: they hold the key.</summary>
    public override string ToString() => $"{Method} {Path}";
}
