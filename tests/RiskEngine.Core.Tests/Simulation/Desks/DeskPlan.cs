using System.Collections.Immutable;

namespace RiskEngine.Core.Tests.Simulation;

/// <summary>What kind of desk one seed makes: nodes that share sessions, a store and people.</summary>
internal sealed record DeskPlan
{
    private static readonly ImmutableArray<SessionKey> AllSessions =
    [
        new(ExchangeName.Gemini, AccountName.OfTheKey, new SessionAlias("maker-1")),
        new(ExchangeName.Gemini, new AccountName("desk"), new SessionAlias("maker-2")),
        new(ExchangeName.Gemini, new AccountName("desk"), new SessionAlias("taker-1")),
    ];

    internal required int Nodes { get; init; }

    internal required ValueList<SessionKey> Sessions { get; init; }

    /// <summary>The chance that a message, a write, a reading or a request fails, from 0 to 1.</summary>
    internal required double Fault { get; init; }

    internal required SwitchLimits Switch { get; init; }

    internal required GuardianLimits Guardian { get; init; }

    internal required bool Floods { get; init; }

    /// <summary>How far the nodes' clocks are apart, each from the next; the first one's is right.</summary>
    internal required TimeSpan Skew { get; init; }

    internal TimeSpan SkewOf(NodeName node) => Skew * (node.Value[^1] - '1');

    internal static TripLimits Trips { get; } =
        new() { GuardianFailures = new CountLimit(3, TimeSpan.FromMinutes(10)) };

    internal static DeskPlan Of(Random random) =>
        new()
        {
            Nodes = random.Next(1, 5),
            Sessions = AllSessions.Take(random.Next(1, AllSessions.Length + 1)).ToValueList(),
            Fault = random.Next(3) switch
            {
                0 => 0,
                1 => 0.05,
                _ => 0.2,
            },
            Floods = random.Next(10) == 0,
            Skew = random.Next(2) == 0 ? TimeSpan.Zero : Given.Ms(random.Next(-3_000, 3_000)),
            Switch = Switches.Usual with
            {
                Approvals = random.Next(2) == 0 ? ResetApprovals.OnePerson : ResetApprovals.TwoPeople,
                CancelsAtStart = random.Next(2) == 0,
                Deadline = Given.Ms(random.Next(2_000, 12_000)),
                MostCleared = random.Next(2) == 0 ? 2 : 1_000,
                MostRunning = random.Next(4) == 0 ? 2 : 2_000,
            },
            Guardian = Given.OwnOrdersLimits with
            {
                MaxPendingCancels = 8,
                NonceBlock = Given.Sec(5),
                HedgeAfter = Given.Ms(random.Next(100, 800)),
            },
        };

    /// <summary>One session's exchange: what is wrong with venues is other worlds' matter.</summary>
    internal WorldPlan Exchange =>
        new()
        {
            NonceMode = Given.Milliseconds,
            Limits = Guardian,
            Skew = TimeSpan.Zero,
            SeenAhead = TimeSpan.Zero,
            Fault = 0,
            RefusesKey = false,
            Venue = null,
            Settles = false,
        };
}
