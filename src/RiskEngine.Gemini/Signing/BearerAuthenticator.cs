using System.Net.Http.Headers;

namespace RiskEngine.Gemini;

/// <summary>The token and a payload that has neither nonce nor signature.</summary>
/// <remarks>
/// A token from a file is read again beside the requests, never on the way of one. What cannot be read, or is no token,
/// leaves the last good one in use: it may still be taken, and a cancel without a token certainly is not.
/// </remarks>
internal sealed class BearerAuthenticator : Authenticator
{
    private readonly GeminiOptions _options;
    private readonly ITimer? _timer;
    private volatile Tokens _tokens;

    internal BearerAuthenticator(SessionCredentials.BearerToken credentials, GeminiOptions options, TimeProvider time)
    {
        _options = options;
        var first = credentials.Token.Reveal();
        _tokens = new Tokens(first, first);
        if (credentials.Reread is not { } reread)
            return;
        _timer = time.CreateTimer(
            _ =>
            {
                Renew(reread());
                _timer?.Change(credentials.RereadEvery, Timeout.InfiniteTimeSpan);
            },
            null,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );
        _timer.Change(credentials.RereadEvery, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The one before too: a request that is out may carry it.</summary>
    internal override IReadOnlyList<string> Credentials => _tokens.Both;

    internal override SignedPayload Sign(OutboundRequest outbound) =>
        new(
            Convert.ToBase64String(Payload.Write(outbound.Request, null, _options.NonceJson, _options.Account)),
            Signature: ""
        );

    internal override void AddTo(HttpRequestHeaders headers, SignedPayload signed)
    {
        headers.TryAddWithoutValidation("Authorization", $"Bearer {_tokens.Current}");
        headers.TryAddWithoutValidation("X-GEMINI-PAYLOAD", signed.Base64);
    }

    public override void Dispose()
    {
        _timer?.Dispose();
        base.Dispose();
    }

    private void Renew(Secret? read)
    {
        if (
            read is not null
            && GeminiCredentialsValidator.Validate(new SessionCredentials.BearerToken(read), _options.Account).Count
                == 0
            && read.Reveal() is var token
            && token != _tokens.Current
        )
            _tokens = new Tokens(token, _tokens.Current);
    }

    private sealed class Tokens(string current, string before)
    {
        internal string Current { get; } = current;

        internal IReadOnlyList<string> Both { get; } = [current, before];
    }
}
