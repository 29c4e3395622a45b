namespace RiskEngine.Gemini;

/// <summary>Takes a session's credentials, and one request's payload and signature, out of every text that leaves the gateway.</summary>
/// <remarks>Gemini's MissingRole message contains the API key, and proxies may echo headers.</remarks>
internal sealed class Redactor(IReadOnlyList<string> credentials, SignedPayload signed)
{
    private const string Instead = "(redacted)";

    private string[]? _unseen;

    internal string Clean(string text)
    {
        foreach (var unseen in _unseen ??= LongestFirst())
            text = text.Replace(unseen, Instead, StringComparison.OrdinalIgnoreCase);
        return text;
    }

    internal ExchangeReason Reason(string code, string message) => new(Clean(code), Clean(message));

    // A key may be a part of its secret.
    private string[] LongestFirst() =>
        [
            .. credentials
                .Append(signed.Base64)
                .Append(signed.Signature)
                .Where(x => x.Length > 0)
                .OrderByDescending(x => x.Length),
        ];
}
