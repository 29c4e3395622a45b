namespace Akka.Actor;

/// <summary>An answer that tells success from failure.</summary>
public abstract class Status
{
    private protected Status() { }

    /// <summary>It worked.</summary>
    public sealed class Success(object? status) : Status
    {
        /// <summary>The value.</summary>
        public readonly object Status = status!;

        /// <inheritdoc />
        public override string ToString() => $"Success: {Status}";
    }

    /// <summary>It failed; an ask that gets it as the answer fails with <see cref="Cause"/>.</summary>
    public sealed class Failure(Exception cause) : Status
    {
        /// <summary>Why it failed.</summary>
        public readonly Exception Cause = cause;

        /// <inheritdoc />
        public override string ToString() => $"Failure: {Cause}";
    }
}
