namespace Akka.Actor;

/// <summary>An answer that tells success from failure.</summary>
public abstract class Status
{
    private protected Status() { }

    /// <summary>It worked.</summary>
    public sealed class Success : Status
    {
        /// <summary>A success without a value.</summary>
        public static readonly Success Instance = new(null);

        /// <summary>The value.</summary>
        public readonly object Status;

        /// <summary>Creates a success with a value.</summary>
        public Success(object? status) => Status = status!;

        /// <inheritdoc />
        public override string ToString() => $"Success: {Status}";
    }

    /// <summary>It failed; an ask that gets it as the answer fails with <see cref="Cause"/>.</summary>
    public sealed class Failure : Status
    {
        /// <summary>Why it failed.</summary>
        public readonly Exception Cause;

        /// <summary>What the sender added.</summary>
        public readonly object State;

        /// <summary>Creates a failure.</summary>
        public Failure(Exception cause)
            : this(cause, null) { }

        /// <summary>Creates a failure with something added.</summary>
        public Failure(Exception cause, object? state)
        {
            Cause = cause;
            State = state!;
        }

        /// <inheritdoc />
        public override string ToString() => $"Failure: {Cause}";
    }
}
