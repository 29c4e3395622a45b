namespace RiskEngine.Core;

/// <summary>Account-wide cancels, of whichever node's sessions: while one is out, no order of a session on that account leaves.</summary>
/// <remarks>
/// An order that overtakes it makes the exchange refuse it on the same key, and one of another session that lands before it is
/// taken without a word to its strategy. Order requests wait; cancels pass. Which sessions are on one account the exchange's
/// identity of it tells; where that is not known, a session that may be is held back too. Other nodes are told at once, and
/// nobody waits for them: which of them had not answered, the end of the cancel says.
/// </remarks>
internal static class AccountCancels
{
    /// <summary>Whether one is under way, of this session or of another that may be on the account.</summary>
    internal static bool AreOut(GuardianState state) => state.Ladder.For is not null || !state.AccountCancels.IsEmpty;

    /// <summary>Another session, here or on another node, cancels its account, or is through with it.</summary>
    internal static void Heard(Turn turn, AccountCancelNews news)
    {
        if (news.Until is { } until && until > turn.Running && MayBeOn(turn.State, news))
            turn.State.AccountCancels = turn.State.AccountCancels.SetItem(news.By, until);
        else
            turn.State.AccountCancels = turn.State.AccountCancels.Remove(news.By);
    }

    /// <summary>One that nobody has said the end of is over when it may be tried no more: its guardian may be gone.</summary>
    internal static void ForgetOverdue(Turn turn)
    {
        if (NextAt(turn.State) <= turn.Running)
            turn.State.AccountCancels = turn.State.AccountCancels.RemoveRange(
                turn.State.AccountCancels.Where(x => x.Value <= turn.Running).Select(x => x.Key)
            );
    }

    /// <summary>Tells the other sessions, of every node, when one begins here, and when it is over.</summary>
    internal static void Tell(Turn turn)
    {
        var state = turn.State;
        if (state.Ladder.For == state.AccountCancelTold)
            return;
        (state.AccountCancelTold, state.AccountCancelUnheard) = (state.Ladder.For, []);
        turn.Add(
            new GuardianEffect.TellAccountCancel(
                new AccountCancelNews(
                    state.Session,
                    state.Account,
                    // Its last request may be out for a while after the last try.
                    state.Ladder.For
                        is null
                        ? null
                        : state.Ladder.Until + state.Limits.AttemptTimeout
                )
            )
        );
    }

    internal static TimeSpan? NextAt(GuardianState state) =>
        state.AccountCancels.IsEmpty ? null : state.AccountCancels.Values.Min();

    private static bool MayBeOn(GuardianState state, AccountCancelNews news)
    {
        if (news.By == state.Session || news.By.Exchange != state.Session.Exchange)
            return false;
        if (state.Account is AccountIdentity.Known own && news.Account is AccountIdentity.Known other)
            return own == other;
        // One account may go by several names.
        return true;
    }
}

/// <summary>An account-wide cancel has begun, or is over.</summary>
/// <param name="By">The session whose key signs it, or which waits for another's.</param>
/// <param name="Account">Whose account it is, as far as that session knows.</param>
/// <param name="Until">When it is over at the latest, on the engine's running clock; null: it is.</param>
public sealed record AccountCancelNews(SessionKey By, AccountIdentity Account, TimeSpan? Until);
