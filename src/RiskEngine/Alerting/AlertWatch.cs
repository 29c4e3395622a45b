using System.Globalization;
using Akka.Actor;
using Akka.Event;

namespace RiskEngine;

/// <summary>Tells people of what they should hear: the log at once, and whoever sends alerts, until they have arrived.</summary>
/// <remarks>One alert is out at a time, in their order. What waits is lost in a restart, and was in the log before.</remarks>
internal sealed class AlertWatch : ReceiveActor
{
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly Queue<Waiting> _waiting = new();
    private readonly AlertSettings _settings;
    private readonly IAlertSender? _sender;
    private readonly NodeName _node;
    private readonly EngineClock _clock;
    private readonly Alarm _retry;
    private TimeSpan _pause;
    private bool _isOut;
    private long _alerts;

    public AlertWatch(AlertSettings settings, IAlertSender? sender, NodeName node, EngineClock clock)
    {
        (_settings, _sender, _node, _clock, _pause) = (settings, sender, node, clock, settings.Retry.First);
        _retry = clock.AlarmFor(Self, Again.Now);
        Receive<SessionEscalated>(x => Raise("SessionEscalated", x.Session, $"{x.Cause.Name()}: {x.Detail}"));
        Receive<KillSwitchEngaged>(x =>
            Raise("KillSwitchEngaged", null, $"{x.Engagement}. It outlives: {x.Durability.Name()}")
        );
        Receive<KillSwitchIncomplete>(x =>
            Raise(
                "KillSwitchIncomplete",
                null,
                $"{x.Engagement.Scope}, engagement {x.Engagement.Id}: not proven for {string.Join(", ", x.Missing.Select(missing => $"{missing.Session} ({missing.Reason.Name()})"))}"
            )
        );
        Receive<KillSwitchMatchesNothing>(x =>
            Raise(
                "KillSwitchMatchesNothing",
                null,
                $"{x.Engagement}. Nothing goes by that name now{(x.Near.Count == 0 ? "" : $"; near: {string.Join(", ", x.Near)}")}"
            )
        );
        Receive<KillSwitchChanged>(OnChanged);
        Receive<KillSwitchResetInDoubt>(x =>
            Raise(
                "KillSwitchResetInDoubt",
                null,
                $"{string.Join(", ", x.Engagements)}: {x.Detail}. It counts as not reset"
            )
        );
        Receive<KillSwitchApprovalsDiffer>(x =>
            Raise(
                "KillSwitchApprovalsDiffer",
                null,
                $"a reset needs {x.Approvals} people by the settings of {x.Node} and {x.OthersApprovals} by those of {x.Other}: the larger number counts on both"
            )
        );
        Receive<KillSwitchStoreLost>(x => Raise("KillSwitchStoreLost", null, x.Detail));
        Receive<KillSwitchStoreBack>(x => Raise("KillSwitchStoreBack", null, "the store is well again"));
        Receive<ClockSkewed>(x =>
            Raise("ClockSkewed", x.Session, $"the exchange's clock is {x.Skew} ahead, limit {x.Limit}")
        );
        Receive<AnswerClockDoubted>(x =>
            Raise(
                "AnswerClockDoubted",
                x.Session,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"answers tell the time {x.Told:u}, and this machine {x.Ours:u}: the clock of whoever answers, or this machine's, is wrong"
                )
            )
        );
        Receive<Sent>(OnSent);
        Receive<Again>(_ => SendNext());
    }

    protected override void PreStart()
    {
        foreach (
            var heard in (Type[])
                [
                    typeof(SessionEscalated),
                    typeof(KillSwitchEngaged),
                    typeof(KillSwitchIncomplete),
                    typeof(KillSwitchMatchesNothing),
                    typeof(KillSwitchChanged),
                    typeof(KillSwitchResetInDoubt),
                    typeof(KillSwitchApprovalsDiffer),
                    typeof(KillSwitchStoreLost),
                    typeof(KillSwitchStoreBack),
                    typeof(ClockSkewed),
                    typeof(AnswerClockDoubted),
                ]
        )
            Context.System.EventStream.Subscribe(Self, heard);
    }

    protected override void PostStop()
    {
        Context.System.EventStream.Unsubscribe(Self);
        _retry.Dispose();
    }

    /// <summary>Every node tells what is cleared there; an engagement that was made here has been told of already.</summary>
    private void OnChanged(KillSwitchChanged changed)
    {
        if (changed.IsLearned && changed.Engaged.Count > 0)
            Raise("KillSwitchEngaged", null, $"{string.Join("; ", changed.Engaged)}. This node has learned of it");
        if (changed.Cleared.Count > 0)
            Raise(
                "KillSwitchReset",
                null,
                $"{string.Join("; ", changed.Cleared)}: reset by {string.Join(", ", changed.People)}. Now: {changed.State}"
            );
    }

    private void Raise(string kind, SessionKey? session, string text)
    {
        // Who is woken by it looks at the engine next: what an alert names is a beginning.
        var line = text.Length <= MessageSize.TextLimit ? text : $"{text[..MessageSize.TextLimit]}… and more";
        var alert = new Alert(++_alerts, kind, _clock.Wall, _node, session, line);
        _log.Warning("Alert {Alert}, {Kind}: {Text}", alert.Id, alert.Kind, alert.Text);
        if (_sender is null)
            return;
        while (_waiting.Count >= _settings.MaxWaiting)
            _log.Error("Alert {Alert} was given up: too many wait.", _waiting.Dequeue().Alert.Id);
        _waiting.Enqueue(new Waiting(alert, _clock.Now.Running));
        // News is tried at once, whatever the last failure: it may be over.
        if (!_isOut)
            SendNext();
    }

    private void SendNext()
    {
        _retry.TurnOff();
        while (_waiting.TryPeek(out var old) && _clock.Now.Running - old.Since > _settings.GiveUpAfter)
            _log.Error(
                "Alert {Alert} was given up: it did not arrive in {Limit}.",
                _waiting.Dequeue().Alert.Id,
                _settings.GiveUpAfter
            );
        if (_isOut || !_waiting.TryPeek(out var next))
            return;
        _isOut = true;
        Try(_sender!, next.Alert).PipeTo(Self);
    }

    private void OnSent(Sent sent)
    {
        _isOut = false;
        if (sent.Refusal is { } refusal)
            _log.Error("Alert {Alert} was refused, and is not sent again: {Refusal}", sent.Alert.Id, refusal);
        else if (sent.Failure is { } failure)
        {
            _log.Error(
                "Alert {Alert} has not arrived, and is tried again in {Pause}: {Failure}",
                sent.Alert.Id,
                _pause,
                failure
            );
            _retry.RingIn(_pause);
            _pause = _pause * 2 < _settings.Retry.Longest ? _pause * 2 : _settings.Retry.Longest;
            return;
        }

        _pause = _settings.Retry.First;
        if (_waiting.TryPeek(out var first) && first.Alert == sent.Alert)
            _waiting.Dequeue();
        SendNext();
    }

    private static async Task<Sent> Try(IAlertSender sender, Alert alert)
    {
        try
        {
            return new Sent(alert, await sender.SendAsync(alert, CancellationToken.None).ConfigureAwait(false));
        }
        catch (AlertRefusedException refused)
        {
            return new Sent(alert, null, refused.Message);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            return new Sent(alert, failure.Message);
        }
    }

    /// <param name="Alert">The alert.</param>
    /// <param name="Since">When it was raised, by the clock that no one sets: that of the wall may jump while it waits.</param>
    private sealed record Waiting(Alert Alert, TimeSpan Since);

    private sealed record Sent(Alert Alert, string? Failure, string? Refusal = null)
        : INoSerializationVerificationNeeded;

    private sealed record Again
    {
        internal static readonly Again Now = new();
    }
}
