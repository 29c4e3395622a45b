using System.Globalization;
using RiskEngine.Host.Api;

namespace RiskEngine.Host.Streaming;

/// <summary>How the engine's events read on the stream.</summary>
internal static class EventViews
{
    private const string Info = "info";
    private const string Good = "good";
    private const string Warning = "warning";
    private const string Danger = "danger";

    /// <summary>The event as it is streamed; null: it is none that people watch.</summary>
    internal static EventView? Of(object whole, DateTimeOffset at)
    {
        var message = MessageSize.Fit(whole);
        return message switch
        {
            SessionCancelOutcome x => Cancel(x, at),
            SessionStateChanged x => new EventView(
                "sessionStateChanged",
                at,
                SeverityOf(x.To),
                $"{x.Session} is {SessionView.WordOf(x.To)}, was {SessionView.WordOf(x.From)}."
            )
            {
                State = SessionView.WordOf(x.To),
                Session = $"{x.Session}",
            },
            SessionEscalated x => About(x, "sessionEscalated", at, Danger, x.Detail),
            EscalationStepTaken x => About(x, "escalationStepTaken", at, Danger, $"Escalation: {x.Step.Name()}.") with
            {
                CommandId = x.Command.Value,
            },
            AccountCancelEnded x => About(
                x,
                "accountCancelEnded",
                at,
                x.Last.Result == AttemptResult.Accepted ? Warning : Danger,
                $"Account-wide cancel: {x.Last.Result.Name()}, {x.Canceled.Total} canceled, {x.Rejects.Total} rejected."
                    + (
                        x.Unheard.Count == 0
                            ? ""
                            : $" Orders of these nodes may have left meanwhile: {string.Join(", ", x.Unheard)}."
                    )
            ) with
            {
                CommandId = x.Command.Value,
            },
            LateAcceptance x => About(
                x,
                "lateAcceptance",
                at,
                Info,
                $"Request {x.Attempt} was accepted after its command had been answered; {x.Canceled.Total} canceled."
            ),
            LateOrder x => About(
                x,
                "lateOrder",
                at,
                Danger,
                $"Order {x.Order} is live although it was sent before a cancel that was answered; it is being canceled."
            ),
            ClockSkewed x => About(
                x,
                "clockSkewed",
                at,
                Warning,
                $"The exchange's clock is {Seconds(x.Skew)} s ahead."
            ),
            AnswerClockDoubted x => About(
                x,
                "answerClockDoubted",
                at,
                Warning,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Answers tell the time {x.Told:u}, and this machine {x.Ours:u}: one of the two clocks is wrong. Nothing follows theirs."
                )
            ),
            NonceUnitWrong x => About(
                x,
                "nonceUnitWrong",
                at,
                Danger,
                $"The key wants other nonces: {x.Wants.Name()}. Try {FormToTry(x.Wants)}."
            ),
            StrategyLost x => About(
                x,
                "strategyLost",
                at,
                Warning,
                $"Strategy {x.Strategy} is lost: {x.Cause.Name()}."
            ) with
            {
                CommandId = x.Cancel?.Value,
            },
            KillSwitchApplied x => Applied(x, at),
            _ => SwitchEventViews.Of(message, at),
        };
    }

    private static string SeverityOf(SessionState state) =>
        state switch
        {
            SessionState.Halted or SessionState.Suspended => Warning,
            SessionState.Starting or SessionState.Active => Info,
        };

    private static EventView Cancel(SessionCancelOutcome outcome, DateTimeOffset at)
    {
        var answer = CancelAnswer.Of(outcome);
        var (type, severity, text) = outcome switch
        {
            SessionCanceled x => (
                "sessionCanceled",
                Good,
                $"{x.Session} is canceled: {Orders(x.Canceled.Total)}, {x.Proof.Name()}."
            ),
            SessionCancelPartial x => (
                "sessionCancelPartial",
                Danger,
                $"{x.Session}: orders are left, {x.Rejects.Total} rejected, {x.Open.Total} open, {x.Unaccounted.Total} not accounted for."
            ),
            SessionCancelDenied x => (
                "sessionCancelDenied",
                Warning,
                $"{x.Session}: the cancel was denied, {x.Reason.Name()}."
            ),
            SessionCancelRejected x => (
                "sessionCancelRejected",
                Danger,
                $"{x.Session}: the exchange refused the cancel, {x.Reason.Name()} ({x.Said})."
            ),
            SessionCancelUnconfirmed x => (
                "sessionCancelUnconfirmed",
                Danger,
                $"{x.Session}: {x.Unaccounted.Total} known orders are not accounted for, orders may be live, {x.Reason.Name()} ({x.Said}).{MayLand(x)}"
            ),
            _ => throw ClosedUnion.Unhandled(outcome),
        };
        return About(outcome, type, at, severity, text) with
        {
            CommandId = outcome.Command.Value,
            Cancel = answer,
            ElapsedMs = answer.ElapsedMs,
        };
    }

    private static EventView Applied(KillSwitchApplied applied, DateTimeOffset at)
    {
        var view = AppliedView.Of(applied);
        return About(
            applied,
            "killSwitchApplied",
            at,
            view.IsProven ? Good : Danger,
            $"{applied.Session} obeys engagement {applied.Engagement}: {view.Effect}."
        ) with
        {
            Sessions = [view],
        };
    }

    private static EventView About(
        ISessionMessage message,
        string type,
        DateTimeOffset at,
        string severity,
        string text
    ) => new(type, at, severity, text) { Session = $"{message.Session}" };

    /// <summary>Until when an order may come that had left before; empty where none is on its way.</summary>
    private static string MayLand(SessionCancelUnconfirmed outcome) =>
        outcome.OrderMayLandUntil is { } until
            ? string.Create(CultureInfo.InvariantCulture, $" An order sent before may land until {until:u}.")
            : "";

    private static string FormToTry(WantedNonce wants) =>
        wants switch
        {
            WantedNonce.Seconds => "nonce.mode = time-based with nonce.unit = seconds",
            WantedNonce.Milliseconds => "nonce.unit = milliseconds",
            WantedNonce.HigherNumbers => "a finer nonce.unit, or nonce.mode = increasing where seconds are configured",
        };

    private static string Orders(int count) => count == 1 ? "1 order" : $"{count} orders";

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
}
