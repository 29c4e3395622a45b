namespace RiskEngine.Protocol;

/// <summary>What an exchange said when it refused, made safe: bounded, one line, without credentials.</summary>
public sealed record ExchangeReason
{
    /// <summary>The exchange gave no reason that could be read.</summary>
    public static readonly ExchangeReason None = new("", "");

    private const int CodeLimit = 64;
    private const int MessageLimit = 300;

    /// <summary>Keeps the start of both texts: 64 characters of the code and 300 of the message, control characters blanked.</summary>
    /// <param name="code">The exchange's own code, such as <c>InvalidNonce</c>; empty when there is none.</param>
    /// <param name="message">The exchange's text for people, from which credentials have been removed already.</param>
    public ExchangeReason(string code, string message)
    {
        Code = Tame(code, CodeLimit);
        Message = Tame(message, MessageLimit);
    }

    /// <summary>The exchange's own code; empty when it gave none.</summary>
    public string Code { get; }

    /// <summary>The exchange's text for people; empty when it gave none.</summary>
    public string Message { get; }

    /// <inheritdoc/>
    public override string ToString() =>
        (Code, Message) switch
        {
            ("", "") => "no reason given",
            ("", _) => Message,
            (_, "") => Code,
            _ => $"{Code}: {Message}",
        };

    private static string Tame(string text, int limit)
    {
        ArgumentNullException.ThrowIfNull(text);
        return string.Create(
            Math.Min(text.Length, limit),
            text,
            static (span, from) =>
            {
                for (var i = 0; i < span.Length; i++)
                    span[i] = char.IsControl(from[i]) ? ' ' : from[i];
            }
        );
    }
}
