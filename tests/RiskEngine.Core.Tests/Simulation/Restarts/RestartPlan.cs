namespace RiskEngine.Core.Tests.Simulation;

/// <summary>What kind of history one seed makes of a session over several processes.</summary>
internal static class RestartPlan
{
    private static readonly TimeNonceUnit[] Units =
    [
        TimeNonceUnit.Seconds,
        TimeNonceUnit.Fractional,
        TimeNonceUnit.Milliseconds,
    ];

    /// <param name="seed">Chooses whether some orders are of a kind that lists do not show, and what reaches those.</param>
    /// <param name="random">Chooses everything else.</param>
    internal static WorldPlan Of(int seed, Random random)
    {
        var isTimeBased = random.Next(3) == 0;
        // Where the list may lag for longer than the limit, the law allows one exception, which rests on a store that is well;
        // the wire need not be.
        var isLongLag = random.Next(3) == 0;
        var youngAge = random.Next(1_000, 4_000);
        // An order that is on the book, and that nobody knows until its answer comes: neither by its name nor by the list.
        var acknowledgesLate = random.Next(6) == 0;
        var plan = new WorldPlan
        {
            NonceMode = isTimeBased ? new NonceMode.TimeBased(Units[random.Next(Units.Length)]) : Given.Milliseconds,
            Limits = Given.Limits with
            {
                Verification =
                    random.Next(4) == 0 && !acknowledgesLate ? VerificationMode.Account : VerificationMode.OwnOrders,
                LookAfter = TimeSpan.FromSeconds(random.Next(1, 20)),
                MaxOrdersAsked = random.Next(4) == 0 ? 2 : 50,
                YoungOrderAge = Given.Ms(youngAge),
                Capabilities = (
                    random.Next(2) == 0 && !acknowledgesLate ? Given.KnowsNames : ExchangeCapabilities.None
                ) with
                {
                    ListsAreWhole = random.Next(2) == 0,
                },
                ClientOrderIdPrefix = random.Next(2) == 0 && !acknowledgesLate ? ModelExchange.Prefix : "",
                Rate = random.Next(3) == 0 ? new RateLimits(5, 10, 0.2) : Given.Limits.Rate,
                NonceBlock = Given.Ms(random.Next(1_000, 6_000)),
                HedgeAfter = Given.Ms(random.Next(50, 800)),
                AttemptTimeout = Given.Ms(acknowledgesLate ? 8_000 : random.Next(300, 3_000)),
                DrainQueue = random.Next(2) == 0,
                Preflight = random.Next(2) == 0,
                MaxGivenUp = random.Next(1, 6),
                MaxOwnOrders = random.Next(4) == 0 && !isLongLag ? 3 : 50,
                KeepsOrders = true,
            },
            Skew = Given.Ms(random.Next(-900, 900)),
            SeenAhead = TimeSpan.Zero,
            Fault = isTimeBased ? 0.08 : random.Next(2) * 0.06,
            StoreFault = isLongLag ? 0 : null,
            RefusesKey = false,
            // An exchange that names an order as canceled which still trades makes a liar of whoever believes it.
            Settles = false,
            Venue = new VenueFaults(
                isLongLag
                    ? Given.Limits.ListLagLimit * (1 + random.NextDouble() * 3)
                    : Given.Ms(random.Next(3) == 0 ? 0 : random.Next(1, 2_000)),
                Given.Ms(
                    acknowledgesLate ? youngAge
                    : random.Next(3) == 0 ? 0
                    : random.Next(1, youngAge)
                ),
                random.Next(2) == 0 ? 0 : random.NextDouble() / 2
            )
            {
                LosesLists = random.Next(3) == 0 ? 0.3 : 0,
                SingleMissesYounger = Given.Ms(random.Next(2) == 0 ? 0 : random.Next(1, youngAge)),
                ShowsClosedFor = Given.Ms(random.Next(3) == 0 ? random.Next(1, 60_000) : 0),
                ForgetsAfter = random.Next(3) == 0 ? Given.Ms(random.Next(1, 500)) : TimeSpan.MaxValue,
                AcknowledgesLate = acknowledgesLate ? 0.5 : 0,
                RejectsFilled = random.Next(3) == 0,
            },
            HasHiddenKind = seed % 6 == 0,
            LeavesHiddenKind = seed % 12 == 0,
        };
        return plan.HasHiddenKind
            ? plan with
            {
                Limits = plan.Limits with
                {
                    Capabilities = plan.Limits.Capabilities with { ListsKnow = Given.OrdersWithoutHidden },
                },
            }
            : plan;
    }
}
