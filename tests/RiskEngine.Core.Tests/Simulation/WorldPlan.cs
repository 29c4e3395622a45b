namespace RiskEngine.Core.Tests.Simulation;

/// <summary>What kind of day one seed makes.</summary>
internal sealed record WorldPlan
{
    private static readonly VerificationMode[] Modes =
    [
        VerificationMode.None,
        VerificationMode.OwnOrders,
        VerificationMode.Account,
    ];

    internal required NonceMode NonceMode { get; init; }

    internal required GuardianLimits Limits { get; init; }

    /// <summary>What the exchange's clock is ahead of ours at the start.</summary>
    internal required TimeSpan Skew { get; init; }

    /// <summary>What the key's highest nonce is ahead of the exchange's clock at the start.</summary>
    internal required TimeSpan SeenAhead { get; init; }

    /// <summary>The chance of each fault at each request, from 0 to 1.</summary>
    internal required double Fault { get; init; }

    /// <summary>The chance that the store fails, from 0 to 1; null: as likely as any other fault.</summary>
    internal double? StoreFault { get; init; }

    internal required bool RefusesKey { get; init; }

    /// <summary>What is wrong with what the exchange says, beside the wire; null: nothing.</summary>
    internal required VenueFaults? Venue { get; init; }

    /// <summary>Whether an order that a session-wide cancel names may stay on the book for a moment.</summary>
    internal bool Settles { get; init; } = true;

    /// <summary>Whether some orders are of a kind that no list shows and no question finds.</summary>
    internal bool HasHiddenKind { get; init; }

    /// <summary>Whether a session-wide cancel leaves those as well.</summary>
    internal bool LeavesHiddenKind { get; init; }

    internal bool IsTimeBased => NonceMode is NonceMode.TimeBased;

    internal static WorldPlan Of(Random random)
    {
        var isTimeBased = random.Next(3) == 0;
        return new WorldPlan
        {
            NonceMode =
                isTimeBased ? Given.Seconds
                : random.Next(2) == 0 ? Given.Milliseconds
                : Given.Microseconds,
            Limits = Given.Limits with
            {
                Verification = Modes[random.Next(Modes.Length)],
                MaxPendingCancels = random.Next(1, 8),
                LookAfter = TimeSpan.FromSeconds(random.Next(1, 20)),
                MaxOrdersAsked = random.Next(4) == 0 ? 2 : 50,
                YoungOrderAge = Given.Ms(random.Next(2_000, 5_000)),
                Capabilities = ExchangeCapabilities.None with { ListsAreWhole = random.Next(2) == 0 },
                MaxAttemptsTold = random.Next(8, 40),
                MaxGivenUp = random.Next(1, 5),
                MaxQueuedRequests = random.Next(1, 6),
                MaxOwnOrders = random.Next(4) == 0 ? 2 : 50,
                ClientOrderIdPrefix = random.Next(2) == 0 ? ModelExchange.Prefix : "",
                MaxQueueWait = Given.Ms(random.Next(500, 20_000)),
                Rate =
                    random.Next(2) == 0
                        ? Given.Limits.Rate
                        : new RateLimits(random.Next(1, 10), random.Next(2, 12), 0.2),
                Preflight = random.Next(2) == 0,
                RequiresHeartbeat = random.Next(3) == 0,
                HeartbeatAfter = Given.Ms(random.Next(1000, 15_000)),
                WithholdsHeartbeat = random.Next(2) == 0,
                NonceBlock =
                    random.Next(2) == 0 ? TimeSpan.Zero : Given.Ms(random.Next(isTimeBased ? 3000 : 100, 6000)),
                DrainQueue = random.Next(2) == 0,
                HedgeAfter = Given.Ms(random.Next(50, 800)),
                AttemptTimeout = Given.Ms(random.Next(300, 3000)),
                LeftoverLooks = random.Next(1, 5),
                RememberedAnswers = random.Next(0, 50),
            },
            Skew = random.Next(4) == 0 ? Given.Sec(random.Next(-7200, 7200)) : Given.Ms(random.Next(-900, 900)),
            SeenAhead = random.Next(4) == 0 ? Given.Sec(random.Next(0, 3600)) : TimeSpan.Zero,
            Fault = random.Next(3) switch
            {
                0 => 0,
                1 => 0.03,
                _ => 0.12,
            },
            RefusesKey = random.Next(20) == 0,
            Venue = random.Next(2) == 0 ? null : VenueFaults.Of(random),
        };
    }
}

/// <summary>What a venue was seen to do in public reports, each within what the limits of <see cref="Given"/> allow for.</summary>
/// <param name="ListLag">How far the list of open orders may be behind, at random from look to look.</param>
/// <param name="MissesYounger">A session-wide cancel takes no order that is younger.</param>
/// <param name="Fills">The chance that an order is filled within a second, from 0 to 1.</param>
internal sealed record VenueFaults(TimeSpan ListLag, TimeSpan MissesYounger, double Fills)
{
    /// <summary>A question about one order, and its cancel, find none that is younger.</summary>
    internal TimeSpan SingleMissesYounger { get; init; }

    /// <summary>The chance that a session-wide cancel is answered without its lists, from 0 to 1.</summary>
    internal double LosesLists { get; init; }

    /// <summary>For how long the list shows an order after its end, and says that it is not live.</summary>
    internal TimeSpan ShowsClosedFor { get; init; }

    /// <summary>How long after its end an order is not found any more when it is asked for.</summary>
    internal TimeSpan ForgetsAfter { get; init; } = TimeSpan.MaxValue;

    /// <summary>The chance that an order is acknowledged seconds after it is on the book, from 0 to 1.</summary>
    internal double AcknowledgesLate { get; init; }

    /// <summary>Whether a session-wide cancel names as not canceled what was filled in the second before.</summary>
    internal bool RejectsFilled { get; init; }

    internal static VenueFaults Of(Random random) =>
        new(
            Given.Ms(random.Next(3) == 0 ? 0 : random.Next(1, (int)Given.Limits.ListLagLimit.TotalMilliseconds)),
            Given.Ms(random.Next(2) == 0 ? 0 : random.Next(1, 500)),
            random.Next(2) == 0 ? 0 : random.NextDouble() / 2
        );
}
