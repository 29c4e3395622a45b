using Akka.Actor;

namespace RiskEngine.Host.Api;

/// <summary>Engages the kill switch for one call, and hears all that is said until the end.</summary>
internal sealed class Engaging : ReceiveActor
{
    private readonly CommandId _command;
    private readonly TaskCompletionSource<EngageAnswer> _ended;
    private readonly Action<SessionCancelOutcome, DateTimeOffset> _note;
    private EngagementView? _engagement;
    private string? _durability;
    private IReadOnlyList<string> _near = [];
    private IReadOnlyList<string> _unknownAccounts = [];
    private int _applied;
    private int _expected;
    private int _omitted;

    public Engaging(
        IActorRef killSwitch,
        EngageKillSwitch command,
        TimeSpan patience,
        TaskCompletionSource<EngageAnswer> ended,
        Action<SessionCancelOutcome, DateTimeOffset> note
    )
    {
        (_command, _ended, _note) = (command.Id, ended, note);
        Receive<KillSwitchEngaged>(engaged =>
            (_engagement, _durability) = (EngagementView.Of(engaged.Engagement), engaged.Durability.Name())
        );
        Receive<KillSwitchStored>(stored => _durability = stored.Durability.Name());
        Receive<KillSwitchProgress>(progress => (_applied, _expected) = (progress.Applied, progress.Expected));
        Receive<KillSwitchEngageDenied>(denied => End("denied", denied.Reason.Name(), [], TimeSpan.Zero));
        Receive<KillSwitchCompleted>(whole =>
        {
            Note(whole.Engagement, whole.Elapsed, whole.Applied);
            var completed = MessageSize.Fit(whole);
            _unknownAccounts = Names(completed.UnknownAccounts);
            Count(completed.Applied.Total, completed.Applied.Total, completed.Applied.Omitted);
            End("completed", null, [.. completed.Applied.Select(AppliedView.Of)], completed.Elapsed);
        });
        Receive<KillSwitchIncomplete>(whole =>
        {
            Note(
                whole.Engagement,
                whole.Elapsed,
                whole.Proven.Concat(whole.Missing.Select(missing => missing.Applied))
            );
            var incomplete = MessageSize.Fit(whole);
            _unknownAccounts = Names(incomplete.UnknownAccounts);
            Count(
                incomplete.Proven.Total,
                incomplete.Proven.Total + incomplete.Missing.Total,
                incomplete.Proven.Omitted + incomplete.Missing.Omitted
            );
            End(
                "incomplete",
                null,
                [.. incomplete.Proven.Select(AppliedView.Of), .. incomplete.Missing.Select(AppliedView.Of)],
                incomplete.Elapsed
            );
        });
        Receive<KillSwitchMatchesNothing>(whole =>
        {
            Note(
                whole.Engagement,
                whole.Elapsed,
                whole.Stopped.Concat(whole.Missing.Select(missing => missing.Applied))
            );
            var nothing = MessageSize.Fit(whole);
            Count(
                nothing.Stopped.Total,
                nothing.Stopped.Total + nothing.Missing.Total,
                nothing.Stopped.Omitted + nothing.Missing.Omitted
            );
            (_near, _unknownAccounts) = (nothing.Near, Names(nothing.UnknownAccounts));
            End(
                "matchesNothing",
                null,
                [.. nothing.Stopped.Select(AppliedView.Of), .. nothing.Missing.Select(AppliedView.Of)],
                nothing.Elapsed
            );
        });
        Receive<ReceiveTimeout>(_ => End("unconfirmed", "NoAnswer", [], patience));
        Context.SetReceiveTimeout(patience);
        killSwitch.Tell(command, Self);
    }

    /// <summary>Stopped from outside, it still owes an answer.</summary>
    protected override void PostStop() => Answer("unconfirmed", "EngineStopping", [], TimeSpan.Zero);

    private void End(string outcome, string? reason, IReadOnlyList<AppliedView> sessions, TimeSpan elapsed)
    {
        Answer(outcome, reason, sessions, elapsed);
        Context.Stop(Self);
    }

    private void Answer(string outcome, string? reason, IReadOnlyList<AppliedView> sessions, TimeSpan elapsed) =>
        _ended.TrySetResult(
            new EngageAnswer(
                _command.Value,
                outcome,
                reason,
                _engagement,
                _durability,
                _applied,
                _expected,
                sessions,
                CancelAnswer.Milliseconds(elapsed),
                _near,
                _unknownAccounts
            )
            {
                OmittedSessions = _omitted > 0 ? _omitted : null,
            }
        );

    /// <summary>By the engagement's own time, since a command that comes again gets its first answer again.</summary>
    private void Note(Engagement engagement, TimeSpan elapsed, IEnumerable<KillSwitchApplied?> applied)
    {
        foreach (var ended in applied.Select(one => one?.Effect).OfType<KillSwitchEffect.CancelEnded>())
            _note(ended.Outcome, engagement.At + elapsed);
    }

    private void Count(int proven, int expected, int omitted) =>
        (_applied, _expected, _omitted) = (proven, expected, omitted);

    private static string[] Names(ValueList<SessionKey> sessions) => [.. sessions.Select(x => $"{x}")];
}
