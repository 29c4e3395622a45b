using System.Collections.Immutable;

namespace RiskEngine.Core.Tests.Simulation;

/// <summary>What kind of desk one seed makes: nodes that share sessions, a store and people.</summary>
internal sealed record DeskPlan
{
    internal static readonly AccountName Desk = new("desk");
    internal static readonly AccountName House = new("house");

    /// <summary>When whoever makes faults stops: what is out comes in, and people put everything back.</summary>
    internal static readonly TimeSpan Quiet = Given.Sec(25);

    internal static readonly TimeSpan End = Given.Sec(60);

    private static readonly ImmutableArray<SessionKey> AllSessions =
    [
        new(ExchangeName.Gemini, AccountName.OfTheKey, new SessionAlias("maker-1")),
        new(ExchangeName.Gemini, Desk, new SessionAlias("maker-2")),
        new(ExchangeName.Gemini, Desk, new SessionAlias("taker-1")),
        new(ExchangeName.Gemini, House, new SessionAlias("hedger-1")),
    ];

    internal required int Nodes { get; init; }

    internal required ValueList<SessionKey> Sessions { get; init; }

    /// <summary>Whose account each session trades on.</summary>
    internal required ImmutableDictionary<SessionKey, AccountIdentity.Known> Identities { get; init; }

    /// <summary>The sessions whose keys may not read whose account they act on.</summary>
    internal required ImmutableHashSet<SessionKey> Withheld { get; init; }

    /// <summary>The chance that a message, a write, a reading or a request fails, from 0 to 1.</summary>
    internal required double Fault { get; init; }

    /// <summary>What all nodes obey, but for how many people a reset takes.</summary>
    internal required SwitchLimits Switch { get; init; }

    /// <summary>How many people a reset takes, as each node is set.</summary>
    internal required ImmutableArray<ResetApprovals> Approvals { get; init; }

    internal required GuardianLimits Guardian { get; init; }

    internal required NonceMode NonceMode { get; init; }

    internal required TripLimits Trips { get; init; }

    /// <summary>Strategies lose their heads, and ask for more cancels than there is room for.</summary>
    internal required bool Floods { get; init; }

    /// <summary>Answers of the store come twice, or never.</summary>
    internal required bool StoreHangs { get; init; }

    /// <summary>Nodes lose the store that they share.</summary>
    internal required bool CutsOff { get; init; }

    /// <summary>People, strategies, exchanges and clocks say what nobody in their right mind would.</summary>
    internal required bool IsWild { get; init; }

    /// <summary>Account-wide cancels are signed by the last session's key, for all others.</summary>
    internal required bool HasKillKey { get; init; }

    /// <summary>How far the nodes' clocks are apart, each from the next; the first one's is right.</summary>
    internal required TimeSpan Skew { get; init; }

    /// <summary>How far the exchange's clock is ahead of the first node's.</summary>
    internal required TimeSpan ExchangeSkew { get; init; }

    /// <summary>Whether orders of more kinds than can be counted come between the failures of a guardian.</summary>
    internal required bool CountsMuch { get; init; }

    /// <summary>A time-based key's nonces follow the exchange's clock, and go back with it when it is put right.</summary>
    internal bool NoncesMustRise => NonceMode is NonceMode.Increasing || Skew == TimeSpan.Zero;

    /// <summary>Until when a cancel may have ended without proof, so that its ladder is climbed by the end.</summary>
    internal TimeSpan Ladders => Floods ? TimeSpan.MinValue : Given.Sec(20);

    /// <summary>The least people that some node takes to clear an engagement.</summary>
    internal ResetApprovals LeastApprovals => Approvals.Min();

    internal int MostApprovals => (int)Approvals.Max();

    internal TimeSpan SkewOf(NodeName node) => Skew * IndexOf(node);

    internal SwitchLimits SwitchOf(NodeName node) => Switch with { Approvals = Approvals[IndexOf(node)] };

    internal GuardianLimits GuardianOf(SessionKey session) =>
        Guardian with
        {
            AccountCancelBy = HasKillKey && session != Sessions[^1] ? Sessions[^1] : null,
        };

    /// <summary>The sessions that trade on the account that a scope names, whatever anybody knows of it.</summary>
    internal bool IsIn(KillSwitchScope.Account scope, SessionKey session) =>
        Sessions.Any(x => x.Account == scope.Name && Identities[x] == Identities[session]);

    private static int IndexOf(NodeName node) => node.Value[^1] - '1';

    internal static DeskPlan Of(Random random)
    {
        var kind = random.Next(12);
        var (nodes, mostRunning) = (random.Next(1, 5), random.Next(4) == 0 ? 2 : 2_000);
        var nonceMode = kind == 0 ? Given.Seconds : Given.Milliseconds;
        var exchangeSkew = kind == 1 ? Given.Sec(random.Next(6, 60) * (random.Next(2) * 2 - 1)) : TimeSpan.Zero;
        var approvals = random.Next(5);
        var climbs = random.Next(4) == 0;
        return new()
        {
            Nodes = nodes,
            Sessions = AllSessions.Take(random.Next(1, AllSessions.Length + 1)).ToValueList(),
            Identities = AllSessions.ToImmutableDictionary(
                x => x,
                x => new AccountIdentity.Known(
                    x.Account == House || (x.Account == AccountName.OfTheKey && random.Next(2) == 0)
                        ? "memo:B"
                        : "memo:A"
                )
            ),
            Withheld = AllSessions.Where(_ => random.Next(8) == 0).ToImmutableHashSet(),
            Fault = random.Next(3) switch
            {
                0 => 0,
                1 => 0.05,
                _ => 0.2,
            },
            Floods = kind == 2,
            StoreHangs = random.Next(6) == 0,
            CutsOff = nodes > 1 && random.Next(4) == 0,
            IsWild = kind == 3,
            HasKillKey = climbs && random.Next(3) == 0,
            CountsMuch = random.Next(20) == 0,
            Skew =
                exchangeSkew != TimeSpan.Zero || random.Next(2) == 0
                    ? TimeSpan.Zero
                    : Given.Ms(random.Next(-3_000, 3_000)),
            ExchangeSkew = exchangeSkew,
            NonceMode = nonceMode,
            Approvals =
            [
                .. Enumerable
                    .Range(0, nodes)
                    .Select(_ =>
                        approvals switch
                        {
                            0 or 1 => ResetApprovals.OnePerson,
                            2 or 3 => ResetApprovals.TwoPeople,
                            _ => random.Next(2) == 0 ? ResetApprovals.OnePerson : ResetApprovals.TwoPeople,
                        }
                    ),
            ],
            Switch = Switches.Usual with
            {
                CancelsAtStart = random.Next(2) == 0,
                Deadline = Given.Ms(random.Next(2_000, 12_000)),
                MostCleared = random.Next(2) == 0 ? 2 : 1_000,
                MostRunning = mostRunning,
            },
            Trips = new()
            {
                GuardianFailures = new CountLimit(3, TimeSpan.FromMinutes(10)),
                UnprovenCancels = random.Next(8) == 0 ? new CountLimit(4, TimeSpan.FromMinutes(10)) : null,
                StoreLost = random.Next(8) == 0 ? Given.Sec(4) : null,
                StrategyLoss = random.Next(4) == 0,
                ClockSkew = exchangeSkew == TimeSpan.Zero ? null : Given.Sec(5),
                RepeatedOrders = new CountLimit(10_000, TimeSpan.FromMinutes(10)),
            },
            Guardian = Given.OwnOrdersLimits with
            {
                MaxPendingCancels = 8,
                MaxEngineCancels = GuardianLimits.RoomFor(mostRunning),
                NonceBlock = Given.Sec(5),
                HedgeAfter = Given.Ms(random.Next(100, 800)),
                Preflight = random.Next(3) > 0,
                KeepsOrders = random.Next(3) == 0,
                EscalatesToAccount = climbs,
                CancelOnStart = random.Next(8) == 0,
                ClockSkewTrip = exchangeSkew == TimeSpan.Zero ? null : Given.Sec(5),
            },
        };
    }

    /// <summary>One session's exchange: what is wrong with venues is other worlds' matter.</summary>
    internal WorldPlan Exchange =>
        new()
        {
            NonceMode = NonceMode,
            Limits = Guardian,
            Skew = ExchangeSkew,
            SeenAhead = TimeSpan.Zero,
            Fault = 0,
            RefusesKey = false,
            Venue = null,
            Settles = false,
        };
}
