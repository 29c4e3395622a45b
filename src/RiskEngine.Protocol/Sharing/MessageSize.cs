namespace RiskEngine.Protocol;

/// <summary>How long a message may be, and how one that names more than fits is cut: never without saying so.</summary>
/// <remarks>
/// What is longer than a frame of Akka.Remote (128,000 bytes) is lost, and whoever asked waits in vain. So lists are cut: of
/// each the beginning stays, and <see cref="ValueList{T}.Total"/> says how many there are. The orders that may be live are
/// kept first, those that are closed last. What was left out of a cancel's outcome is read with <see cref="GetOutcomeOrders"/>.
/// </remarks>
public static class MessageSize
{
    /// <summary>The longest message, page or row, in bytes: half of what Akka.Remote carries by default.</summary>
    public const int Limit = 64 * 1024;

    /// <summary>What the lists of one message may take, in bytes; the rest is for everything else that it says.</summary>
    public const int ListLimit = 48 * 1024;

    /// <summary>The longest text that a message keeps, in characters, where its type sets no limit of its own.</summary>
    public const int TextLimit = 2_000;

    /// <summary>The least that one of several sessions gets for its lists, in bytes.</summary>
    private const int SmallestShare = 512;

    /// <summary>What a session's acknowledgment takes without lists, in bytes, unless the exchange had much to say.</summary>
    private const int HeadBytes = 1_400;

    /// <summary>The message with its lists cut so far that they fit; the message itself where they do.</summary>
    /// <param name="message">Any message; of one without lists nothing is cut.</param>
    /// <param name="bytes">How many bytes its lists may take, written as JSON; at least 1.</param>
    public static T Fit<T>(T message, int bytes = ListLimit)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentOutOfRangeException.ThrowIfLessThan(bytes, 1);
        return (T)Cut(message, new SizeBudget(bytes));
    }

    /// <summary>At most how many bytes an acknowledgment takes, written as JSON.</summary>
    /// <param name="applied">The acknowledgment.</param>
    public static int Of(KillSwitchApplied applied)
    {
        ArgumentNullException.ThrowIfNull(applied);
        return SizeOf.Applied(applied);
    }

    private static object Cut(object message, SizeBudget budget) =>
        message switch
        {
            SessionCancelOutcome x => OutcomeSize.Cut(x, budget),
            LateAcceptance x => x with
            {
                Rejects = budget.Take(x.Rejects, SizeOf.Order),
                Canceled = budget.Take(x.Canceled, SizeOf.Order),
            },
            AccountCancelEnded x => x with
            {
                Unheard = budget.Take(x.Unheard, node => SizeOf.Text(node.Value)),
                Rejects = budget.Take(x.Rejects, SizeOf.Order),
                Canceled = budget.Take(x.Canceled, SizeOf.Order),
            },
            OutcomeOrders x => Page(x, budget),
            PrivateRequestAnswered x => Answered(x, budget),
            SessionEscalated x => x with { Detail = Text(x.Detail) },
            SessionGate x => x with { Switch = State(x.Switch, budget) },
            StrategyGate x => x with { Switch = State(x.Switch, budget) },
            SessionStatus x => x with
            {
                Troubles = budget.Take(x.Troubles, trouble => SizeOf.Overhead + SizeOf.Text($"{trouble.Said}")),
                Switch = State(x.Switch, budget),
            },
            _ => OfSwitch(message, budget),
        };

    private static object OfSwitch(object message, SizeBudget budget) =>
        message switch
        {
            KillSwitchApplied x => Applied(x, budget),
            KillSwitchProgress x => x with { Waiting = budget.Take(x.Waiting, SizeOf.Session) },
            KillSwitchCompleted x => x with
            {
                Applied = Several(x.Applied, budget, x.Applied.Count, atLeast: 1),
                UnknownAccounts = budget.Take(x.UnknownAccounts, SizeOf.Session),
            },
            KillSwitchIncomplete x => Incomplete(x, budget),
            KillSwitchMatchesNothing x => MatchesNothing(x, budget),
            KillSwitchReset x => x with
            {
                Cleared = budget.Take(x.Cleared, SizeOf.Engagement),
                People = budget.Take(x.People, person => SizeOf.Text(person.Name)),
                State = State(x.State, budget),
            },
            KillSwitchResetApproved x => x with { Approvals = Approvals(x.Approvals, budget) },
            KillSwitchResetDenied x => x with
            {
                Engagements = budget.Take(x.Engagements, SizeOf.Id),
                State = State(x.State, budget),
            },
            KillSwitchResetInDoubt x => x with
            {
                Engagements = budget.Take(x.Engagements, SizeOf.Id),
                Detail = Text(x.Detail),
            },
            KillSwitchStatus x => x with
            {
                State = State(x.State, budget),
                Approvals = Approvals(x.Approvals, budget),
                ApprovalsDifferOn = budget.Take(x.ApprovalsDifferOn, node => SizeOf.Text(node.Value)),
            },
            KillSwitchChanged x => x with
            {
                Engaged = budget.Take(x.Engaged, SizeOf.Engagement),
                Cleared = budget.Take(x.Cleared, SizeOf.Engagement),
                State = State(x.State, budget),
            },
            // Any other message: it has no list, and no text that its own type does not bound.
            _ => message,
        };

    /// <summary>An order and what is known of it are on one page; both come in the list's own order.</summary>
    private static OutcomeOrders Page(OutcomeOrders x, SizeBudget budget)
    {
        var details = x.Details.ToLookup(detail => detail.Id);
        var orders = budget.Take(x.Orders, order => SizeOf.Order(order) + details[order].Take(1).Sum(SizeOf.Detail));
        var taken = orders.ToHashSet();
        var fitting = x.Details.TakeWhile(detail => taken.Contains(detail.Id)).Take(orders.Count).Count();
        return x with { Orders = orders, Details = x.Details.First(fitting) };
    }

    private static KillSwitchIncomplete Incomplete(KillSwitchIncomplete x, SizeBudget budget)
    {
        var sessions = x.Missing.Count + x.Proven.Count;
        return x with
        {
            Missing = Several(x.Missing, budget, sessions, atLeast: 1),
            Proven = Several(x.Proven, budget, sessions),
            UnknownAccounts = budget.Take(x.UnknownAccounts, SizeOf.Session),
        };
    }

    private static KillSwitchMatchesNothing MatchesNothing(KillSwitchMatchesNothing x, SizeBudget budget)
    {
        var sessions = x.Missing.Count + x.Stopped.Count;
        return x with
        {
            Near = budget.Take(x.Near, SizeOf.Text),
            Missing = Several(x.Missing, budget, sessions),
            Stopped = Several(x.Stopped, budget, sessions),
            UnknownAccounts = budget.Take(x.UnknownAccounts, SizeOf.Session),
        };
    }

    private static ValueList<KillSwitchApplied> Several(
        ValueList<KillSwitchApplied> sessions,
        SizeBudget budget,
        int count,
        int atLeast = 0
    )
    {
        var share = Share(budget, count);
        return budget.TakeCut(sessions, x => Applied(x, new SizeBudget(share)), SizeOf.Applied, atLeast);
    }

    private static ValueList<MissingSession> Several(
        ValueList<MissingSession> sessions,
        SizeBudget budget,
        int count,
        int atLeast = 0
    )
    {
        var share = Share(budget, count);
        return budget.TakeCut(
            sessions,
            x =>
                x.Applied is { } applied
                    ? new MissingSession(Applied(applied, new SizeBudget(share))) { Node = x.Node }
                    : x,
            x => x.Applied is { } applied ? SizeOf.Applied(applied) : SizeOf.Overhead + SizeOf.Session(x.Session),
            atLeast
        );
    }

    private static int Share(SizeBudget budget, int sessions) =>
        Math.Max(SmallestShare, budget.Left / Math.Max(1, sessions) - HeadBytes);

    /// <summary>The lists of a strategy's orders, the most dangerous first.</summary>
    internal static ValueList<OrderId>[] ListsOf(StrategyOrders orders) =>
        [orders.Open, orders.Unaccounted, orders.OfUnknownStrategy, orders.Filled, orders.Gone, orders.Canceled];

    private static StrategyOrders Orders(StrategyOrders x, SizeBudget budget) =>
        x with
        {
            Open = budget.Take(x.Open, SizeOf.Order),
            Unaccounted = budget.Take(x.Unaccounted, SizeOf.Order),
            OfUnknownStrategy = budget.Take(x.OfUnknownStrategy, SizeOf.Order),
            Filled = budget.Take(x.Filled, SizeOf.Order),
            Gone = budget.Take(x.Gone, SizeOf.Order),
            Canceled = budget.Take(x.Canceled, SizeOf.Order),
        };

    private static KillSwitchApplied Applied(KillSwitchApplied x, SizeBudget budget) =>
        x.Effect switch
        {
            KillSwitchEffect.StrategyStopped stopped
                when ListsOf(stopped.Orders).Sum(list => list.Sum(SizeOf.Order)) > budget.Left => new KillSwitchApplied(
                x.Engagement,
                x.Session,
                x.Node,
                new KillSwitchEffect.StrategyStopped(stopped.IsKnown, Orders(stopped.Orders, budget))
            ),
            KillSwitchEffect.CancelEnded { Outcome: var outcome }
                when OutcomeSize.Cut(outcome, budget) is var cut && !ReferenceEquals(cut, outcome) =>
                new KillSwitchApplied(x.Engagement, x.Session, x.Node, new KillSwitchEffect.CancelEnded(cut)),
            KillSwitchEffect.StrategyStopped
            or KillSwitchEffect.CancelEnded
            or KillSwitchEffect.OrdersDenied
            or KillSwitchEffect.Unknown => x,
            _ => throw ClosedUnion.Unhandled(x.Effect),
        };

    private static ValueList<ResetApproval> Approvals(ValueList<ResetApproval> approvals, SizeBudget budget) =>
        budget.Take(
            approvals,
            x => SizeOf.Engagement(x.Engagement) + SizeOf.Text(x.Person.Name) + SizeOf.Text(x.Reason.Text)
        );

    private static KillSwitchState State(KillSwitchState state, SizeBudget budget) =>
        state is KillSwitchState.Engaged engaged
            ? engaged.First(budget.Take(engaged.Engagements, SizeOf.Engagement, atLeast: 1).Count)
            : state;

    /// <summary>Half a document is none: it goes whole, or is said to be missing.</summary>
    private static PrivateRequestAnswered Answered(PrivateRequestAnswered x, SizeBudget budget) =>
        SizeOf.Text(x.Json) <= budget.Left
            ? x
            : new PrivateRequestAnswered(x.Session, x.Command, "null") { OmittedCharacters = x.Json.Length };

    private static string Text(string text) => text.Length <= TextLimit ? text : $"{text[..TextLimit]}…";
}
