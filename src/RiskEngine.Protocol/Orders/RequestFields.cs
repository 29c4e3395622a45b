namespace RiskEngine.Protocol;

/// <summary>The fields of a private request's payload, without those that the engine writes itself.</summary>
public sealed record RequestFields
{
    /// <summary>No fields.</summary>
    public static readonly RequestFields None = new([]);

    /// <summary>How many fields a payload may have: it travels in an HTTP header.</summary>
    public const int Limit = 64;

    /// <summary>How many characters the names and texts may have together: no exchange takes so long a header.</summary>
    public const int LongestText = 8_192;

    private static readonly string[] Reserved = ["request", "nonce", "account"];

    /// <summary>Takes the fields.</summary>
    /// <param name="fields">At most 64, each name once; <c>request</c>, <c>nonce</c> and <c>account</c> belong to the engine.</param>
    /// <exception cref="ArgumentException">A name occurs twice or belongs to the engine, or there are more than 64, or more than <see cref="LongestText"/> characters.</exception>
    public RequestFields(ValueList<RequestField> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        if (fields.Count > Limit)
            throw new ArgumentException($"At most {Limit} fields, not {fields.Count}.", nameof(fields));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in fields)
        {
            if (Reserved.Contains(field.Name))
                throw new ArgumentException($"The engine writes '{field.Name}' itself.", nameof(fields));
            if (!seen.Add(field.Name))
                throw new ArgumentException($"The field '{field.Name}' is given twice.", nameof(fields));
        }

        if (fields.Sum(Length) is > LongestText and var length)
            throw new ArgumentException($"At most {LongestText} characters, not {length}.", nameof(fields));
        Fields = fields;
    }

    /// <summary>The fields, in the order in which they are written.</summary>
    public ValueList<RequestField> Fields { get; }

    private static long Length(RequestField field) =>
        field.Name.Length
        + field switch
        {
            RequestField.Text text => text.Value.Length,
            RequestField.Texts texts => texts.Values.Sum(value => (long)value.Length + 1),
            RequestField.Number or RequestField.Flag => 0L,
            _ => throw ClosedUnion.Unhandled(field),
        };
}
