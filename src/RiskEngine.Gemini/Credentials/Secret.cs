using System.Diagnostics;

namespace RiskEngine.Gemini;

/// <summary>A text that must not be seen: it has no public way out, so no log, event or serializer can print it.</summary>
[DebuggerDisplay("(secret)")]
public sealed class Secret
{
    private readonly string _value;

    /// <summary>Takes the text exactly as written.</summary>
    public Secret(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        _value = value;
    }

    /// <summary>Never the text.</summary>
    public override string ToString() => "(secret)";

    internal string Reveal() => _value;
}
