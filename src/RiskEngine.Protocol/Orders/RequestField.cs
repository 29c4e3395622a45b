namespace RiskEngine.Protocol;

/// <summary>One field of a private request's payload; its value is one of the nested records.</summary>
public abstract record RequestField
{
    private RequestField(string name) => Name = Words.Name(name);

    /// <summary>The field's name.</summary>
    public string Name { get; }

    /// <summary>A text, such as a symbol or a decimal amount.</summary>
    /// <param name="Name">The field's name.</param>
    /// <param name="Value">The text.</param>
    public sealed record Text(string Name, string Value) : RequestField(Name);

    /// <summary>A whole number of up to 64 bits, such as an order id.</summary>
    /// <param name="Name">The field's name.</param>
    /// <param name="Value">The number.</param>
    public sealed record Number(string Name, ulong Value) : RequestField(Name);

    /// <summary>Yes or no.</summary>
    /// <param name="Name">The field's name.</param>
    /// <param name="Value">The answer.</param>
    public sealed record Flag(string Name, bool Value) : RequestField(Name);

    /// <summary>A list of texts, such as order options.</summary>
    /// <param name="Name">The field's name.</param>
    /// <param name="Values">The texts.</param>
    public sealed record Texts(string Name, ValueList<string> Values) : RequestField(Name);
}
