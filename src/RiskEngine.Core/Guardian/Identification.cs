namespace RiskEngine.Core;

/// <summary>Asks whose account the key acts on, once order entry is open: nothing waits for it.</summary>
/// <param name="IsWanted">Whether it is to be asked.</param>
/// <param name="Retry">When it may be.</param>
internal sealed record Identification(bool IsWanted, Backoff Retry)
{
    internal static readonly Identification None = new(false, Backoff.None);

    /// <summary>How often it is asked in vain before it stays unknown until the next start.</summary>
    private const int MostTries = 5;

    internal static void Begin(Turn turn) => turn.State.Identification = new Identification(true, Backoff.None);

    internal static void Dispatch(Turn turn)
    {
        var asking = turn.State.Identification;
        // Whatever a cancel needs goes first.
        if (!asking.IsWanted || IsOut(turn.State) || asking.Retry.Holds(turn.Running) || !turn.State.Cancels.IsEmpty)
            return;
        if (!Pacing.Allows(turn, HeldRequestKind.Look))
            return;
        var dispatch = turn.Send(Lane.Cancel, new ExchangeRequest.ReadAccount(), paced: HeldRequestKind.Look);
        if (dispatch is Turn.Dispatch.Held(var retryAfter))
            turn.State.Identification = asking with
            {
                Retry = asking.Retry.Until(turn.Running + retryAfter, isBinding: true),
            };
    }

    internal static TimeSpan? NextAt(GuardianState state) =>
        state.Identification.IsWanted && !IsOut(state) && state.Cancels.IsEmpty
            ? state.Identification.Retry.NotBefore
            : null;

    internal static void Resolve(Turn turn, ExchangeAnswer answer)
    {
        if (!turn.State.Identification.IsWanted)
            return;
        switch (answer)
        {
            case ExchangeAnswer.AccountRead read:
                End(turn, read.Identity);
                break;
            case ExchangeAnswer.Refused { Reason: var reason } when reason.IsOfQuestion():
                End(turn, AccountIdentity.Withheld.Instance);
                break;
            case ExchangeAnswer.NonceRefused
            or ExchangeAnswer.RateLimited
            or ExchangeAnswer.Refused
            or ExchangeAnswer.NotSent
            or ExchangeAnswer.Unknown:
                Again(turn, answer);
                break;
            default:
                throw ClosedUnion.Unhandled(answer);
        }
    }

    private static void Again(Turn turn, ExchangeAnswer answer)
    {
        var retry = turn.After(turn.State.Identification.Retry, answer);
        turn.State.Identification =
            retry.Failures < MostTries ? turn.State.Identification with { Retry = retry } : None;
    }

    private static void End(Turn turn, AccountIdentity identity)
    {
        turn.State.Account = identity;
        turn.State.Identification = None;
        if (identity is AccountIdentity.Known known)
            turn.Add(new GuardianEffect.TellAccount(new SessionAccount(turn.State.Session, known)));
    }

    private static bool IsOut(GuardianState state) =>
        state.Open.Exists(open => open.Asks<ExchangeRequest.ReadAccount>());
}
