namespace RiskEngine.Simulator;

/// <summary>
/// How far a request has come: answered, or waiting for its time. Whoever drives the world, a socket or a virtual clock,
/// waits and resumes until it is done. A waiting request has to be resumed even if its caller is gone: it is in flight.
/// </summary>
public abstract record Step
{
    private Step() { }

    /// <summary>Nothing more happens; the caller gets the reply.</summary>
    public sealed record Done(Reply Reply) : Step;

    /// <summary>The request is on its way, queued or held.</summary>
    public sealed record Wait : Step
    {
        internal Wait(DateTimeOffset until, Func<DateTimeOffset, Step> next)
        {
            Until = until;
            Next = next;
        }

        /// <summary>When to resume.</summary>
        public DateTimeOffset Until { get; }

        internal Func<DateTimeOffset, Step> Next { get; }

        /// <summary>Goes on. To be called once, at <see cref="Until"/> or later.</summary>
        public Step Resume(DateTimeOffset now) => Next(now);
    }
}
