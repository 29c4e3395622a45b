namespace RiskEngine.Protocol;

/// <summary>Names one command for ever; the sender chooses it, and sending it again asks for the same answer again.</summary>
/// <remarks>An idempotency key: a repeated id is never executed twice, and a lost answer is asked for by repeating the command.</remarks>
public sealed record CommandId
{
    /// <summary>Takes the id that the sender chose.</summary>
    /// <param name="value">1 to 64 letters, digits, dots, hyphens or underscores.</param>
    /// <exception cref="ArgumentException">The text is not such a name.</exception>
    public CommandId(string value) => Value = Words.Name(value);

    /// <summary>The id as text.</summary>
    public string Value { get; }

    /// <summary>A fresh id that no other command has.</summary>
    public static CommandId New()
    {
#pragma warning disable RS0030 // For senders outside the engine, which have no need to be repeatable. The engine itself never calls this.
        return new CommandId(Guid.NewGuid().ToString("N"));
#pragma warning restore RS0030
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
