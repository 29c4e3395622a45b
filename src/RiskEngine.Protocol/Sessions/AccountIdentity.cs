namespace RiskEngine.Protocol;

/// <summary>Whose account a session's key acts on, as far as the exchange tells: one of the nested records.</summary>
/// <remarks>Two sessions at one exchange whose <see cref="Known"/> identities are equal act on one account.</remarks>
public abstract record AccountIdentity
{
    private AccountIdentity() { }

    /// <summary>Nothing is known: it was not asked for yet, or no answer said.</summary>
    public sealed record NotRead : AccountIdentity
    {
        /// <summary>The one such identity.</summary>
        public static readonly NotRead Instance = new();

        private NotRead() { }
    }

    /// <summary>The exchange refuses to tell this key.</summary>
    public sealed record Withheld : AccountIdentity
    {
        /// <summary>The one such identity.</summary>
        public static readonly Withheld Instance = new();

        private Withheld() { }
    }

    /// <summary>What the exchange tells the account by. It names no person.</summary>
    public sealed record Known : AccountIdentity
    {
        /// <summary>The most characters that an identity may have.</summary>
        public const int LongestText = 128;

        /// <summary>Takes what tells the account from others.</summary>
        /// <param name="value">1 to <see cref="LongestText"/> printable ASCII characters without white space.</param>
        /// <exception cref="ArgumentException">The text is not such an identity.</exception>
        public Known(string value)
        {
            ArgumentNullException.ThrowIfNull(value);
            if (!IsIdentity(value))
                throw new ArgumentException(
                    $"An identity must be 1 to {LongestText} printable ASCII characters without white space.",
                    nameof(value)
                );
            Value = value;
        }

        /// <summary>The identity as text.</summary>
        public string Value { get; }

        /// <summary>Whether the text can be an identity.</summary>
        public static bool IsIdentity(string value)
        {
            ArgumentNullException.ThrowIfNull(value);
            return value.Length is > 0 and <= LongestText && !value.AsSpan().ContainsAnyExceptInRange('!', '~');
        }
    }
}
