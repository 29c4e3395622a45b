namespace RiskEngine.Protocol;

/// <summary>The path of a private endpoint, such as <c>/v1/order/new</c>.</summary>
public sealed record PrivateEndpoint
{
    private const int Limit = 128;

    /// <summary>Takes a path.</summary>
    /// <param name="path">
    /// Begins with one slash; at most 128 letters, digits, slashes, dots, hyphens or underscores, without two slashes
    /// or two dots in a row: an address would read those as another host or another path than the one signed.
    /// </param>
    /// <exception cref="ArgumentException">The text is not such a path.</exception>
    public PrivateEndpoint(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.Length is < 2 or > Limit || path[0] != '/' || !path.All(IsPathCharacter) || LeadsElsewhere(path))
            throw new ArgumentException(
                "A path begins with '/' and has at most 128 letters, digits, '/', '.', '-' or '_', no '//' and no '..'.",
                nameof(path)
            );
        Path = path;
    }

    /// <summary>The path, from its leading slash.</summary>
    public string Path { get; }

    /// <inheritdoc/>
    public override string ToString() => Path;

    private static bool LeadsElsewhere(string path) =>
        path.Contains("//", StringComparison.Ordinal)
        || path.Contains("..", StringComparison.Ordinal)
        || path.Contains("/./", StringComparison.Ordinal)
        || path.EndsWith("/.", StringComparison.Ordinal);

    private static bool IsPathCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '-' or '_';
}
