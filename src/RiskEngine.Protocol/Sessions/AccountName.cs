namespace RiskEngine.Protocol;

/// <summary>Names the account that a key acts on.</summary>
public sealed record AccountName
{
    /// <summary>The one account that an account-scoped key belongs to; it needs no name.</summary>
    public static readonly AccountName OfTheKey = new();

    /// <summary>Takes an account's nickname, which a master key must name in each request.</summary>
    /// <param name="value">1 to 64 letters, digits, dots, hyphens or underscores, such as <c>primary</c>.</param>
    /// <exception cref="ArgumentException">The text is not such a name.</exception>
    public AccountName(string value) => Value = Words.Name(value);

    private AccountName() => Value = "";

    /// <summary>The nickname, or the empty text for <see cref="OfTheKey"/>.</summary>
    public string Value
    {
        get;
        // Akka.NET's default serializer takes the private constructor, and sets this afterwards.
        private init => field = value.Length == 0 ? "" : Words.Name(value);
    }

    /// <inheritdoc/>
    public override string ToString() => Value.Length == 0 ? "(of the key)" : Value;
}
