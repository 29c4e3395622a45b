using System.Collections.Immutable;

namespace RiskEngine.Core;

/// <summary>
/// How the nodes of a cluster know of each other's account-wide cancels, as a pure function: while one is out, none of them lets an
/// order of that account out.
/// </summary>
/// <remarks>
/// <para>The cancel waits for nobody. Each other node is told at once, and again until it has answered or the cancel is over at the
/// latest; a node that joins is told too, and so is a guardian that comes up here. Which nodes have not answered the session
/// hears, and says so in <see cref="AccountCancelEnded.Unheard"/>: orders of theirs may have left.</para>
/// <para>A node that does not hear of the end closes order entry no longer than the cancel could last.</para>
/// </remarks>
public static class AccountNewsRules
{
    /// <summary>Decides what one input means.</summary>
    /// <param name="state">What the node knows; the last decision's state.</param>
    /// <param name="input">What happened.</param>
    /// <param name="now">When, on the running clock; never before the last call's.</param>
    public static AccountNewsDecision Decide(AccountNewsState state, AccountNewsInput input, TimeSpan now)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(input);
        var turn = new Turn(Forget(state, now), now);
        switch (input)
        {
            case AccountNewsInput.Told { News: { Until: not null } begun }:
                turn.Begin(begun);
                break;
            case AccountNewsInput.Told told:
                turn.End(told.News);
                break;
            case AccountNewsInput.Heard heard:
                turn.Hear(heard.Message);
                break;
            case AccountNewsInput.Ended ended:
                turn.Answered(ended);
                break;
            case AccountNewsInput.ViewChanged changed:
                turn.See(changed.View);
                break;
            case AccountNewsInput.GuardianUp up:
                turn.PassAllTo(up.Session);
                break;
            case AccountNewsInput.Woke:
                break;
            default:
                throw ClosedUnion.Unhandled(input);
        }

        turn.TellAll();
        return turn.Decided();
    }

    private static AccountNewsState Forget(AccountNewsState state, TimeSpan now) =>
        state with
        {
            Own = state.Own.RemoveRange(state.Own.Where(x => x.Value.Until <= now).Select(x => x.Key)),
            Others = state.Others.RemoveRange(state.Others.Where(x => x.Value.Until <= now).Select(x => x.Key)),
        };

    /// <summary>One decision in the making.</summary>
    private sealed class Turn(AccountNewsState state, TimeSpan now)
    {
        private readonly List<AccountNewsEffect> _effects = [];
        private AccountNewsState _state = state;

        internal void Begin(AccountCancelNews news)
        {
            var nodes = Concerned(news).ToImmutableDictionary(x => x.Name, _ => new AccountNewsState.Told(false, now));
            Put(new AccountNewsState.Notice(_state.Notices + 1, news, news.Until!.Value, nodes));
            Report(news.By);
        }

        /// <summary>Whoever may have heard that it began is told that it is over.</summary>
        internal void End(AccountCancelNews news)
        {
            if (!_state.Own.TryGetValue(news.By, out var begun))
                return;
            var nodes = begun.Nodes.ToImmutableDictionary(x => x.Key, _ => new AccountNewsState.Told(false, now));
            Put(new AccountNewsState.Notice(_state.Notices + 1, news, begun.Until, nodes));
        }

        internal void Hear(PeerMessage.OfAccount message)
        {
            var news = new AccountCancelNews(
                message.By,
                message.Account,
                message.Within is { } within ? now + within : null
            );
            _state = _state with
            {
                Others = news.Until is null ? _state.Others.Remove(news.By) : _state.Others.SetItem(news.By, news),
            };
            _effects.Add(new AccountNewsEffect.Pass(news, null));
        }

        internal void Answered(AccountNewsInput.Ended ended)
        {
            if (!_state.Own.TryGetValue(ended.By, out var notice) || notice.Number != ended.Notice)
                return;
            var hasHeard =
                ended.Answer is PeerAnswer.Heard { Event: AccountCancelNoted noted }
                && noted.Node == ended.Node
                && noted.By == ended.By;
            var told = new AccountNewsState.Told(hasHeard, hasHeard ? null : now + _state.Limits.LookAgain);
            var after = notice with { Nodes = notice.Nodes.SetItem(ended.Node, told) };
            var isDone = after.News.Until is null && after.Unheard.Count == 0;
            _state = _state with { Own = isDone ? _state.Own.Remove(ended.By) : _state.Own.SetItem(ended.By, after) };
            if (after.News.Until is not null)
                Report(ended.By);
        }

        /// <summary>A node that was not heard of before may run a session of the account, or get one.</summary>
        internal void See(ClusterView view)
        {
            _state = _state with { View = view };
            foreach (var (by, notice) in _state.Own.Where(x => x.Value.News.Until is not null))
            {
                var more = Concerned(notice.News).Where(x => !notice.Nodes.ContainsKey(x.Name)).ToList();
                if (more.Count == 0)
                    continue;
                var nodes = notice.Nodes.AddRange(
                    more.Select(x => KeyValuePair.Create(x.Name, new AccountNewsState.Told(false, now)))
                );
                _state = _state with { Own = _state.Own.SetItem(by, notice with { Nodes = nodes }) };
                Report(by);
            }
        }

        internal void PassAllTo(SessionKey session)
        {
            foreach (var news in _state.Own.Values.Select(x => x.News).Concat(_state.Others.Values))
                if (news.Until is not null && news.By != session)
                    _effects.Add(new AccountNewsEffect.Pass(news, session));
        }

        internal void TellAll()
        {
            foreach (var (by, notice) in _state.Own)
            foreach (var (name, told) in notice.Nodes)
            {
                // Without an address by now it is told when it is heard of again.
                if (!(told.AgainAt <= now) || _state.View.NodeOf(name) is not { } node)
                    continue;
                var asked = _state.Own[by];
                _state = _state with
                {
                    Own = _state.Own.SetItem(
                        by,
                        asked with
                        {
                            Nodes = asked.Nodes.SetItem(name, told with { AgainAt = null }),
                        }
                    ),
                };
                var left = notice.Until - now;
                var message = new PeerMessage.OfAccount(
                    _state.Self,
                    by,
                    notice.News.Account,
                    notice.News.Until is null ? null : left
                );
                var patience = left < _state.Limits.QuickPatience ? left : _state.Limits.QuickPatience;
                _effects.Add(new AccountNewsEffect.Tell(notice.Number, node, message, patience));
            }
        }

        internal AccountNewsDecision Decided()
        {
            TimeSpan? wakeAt = null;
            foreach (var notice in _state.Own.Values)
            {
                Consider(notice.Until);
                foreach (var told in notice.Nodes.Values)
                    if (told.AgainAt > now)
                        Consider(told.AgainAt.Value);
            }

            foreach (var news in _state.Others.Values)
                Consider(news.Until!.Value);
            return new AccountNewsDecision(_state, _effects.ToValueList(), wakeAt);

            void Consider(TimeSpan at) => wakeAt = wakeAt is { } soonest && soonest <= at ? soonest : at;
        }

        private void Put(AccountNewsState.Notice notice) =>
            _state = _state with
            {
                Notices = notice.Number,
                Own =
                    notice.Nodes.IsEmpty && notice.News.Until is null
                        ? _state.Own.Remove(notice.News.By)
                        : _state.Own.SetItem(notice.News.By, notice),
            };

        private void Report(SessionKey by) => _effects.Add(new AccountNewsEffect.Report(by, _state.Own[by].Unheard));

        /// <summary>The nodes that may send an order to the exchange.</summary>
        private IEnumerable<ClusterNode> Concerned(AccountCancelNews news) =>
            _state
                .View.Others(_state.Self)
                .Where(x => x.Sessions.Any(session => session.Exchange == news.By.Exchange))
                .DistinctBy(x => x.Name);
    }
}

/// <summary>A node's answer to <see cref="PeerMessage.OfAccount"/>: its guardians were told.</summary>
/// <param name="Node">The node.</param>
/// <param name="By">The session of which it was told.</param>
public sealed record AccountCancelNoted(NodeName Node, SessionKey By);
