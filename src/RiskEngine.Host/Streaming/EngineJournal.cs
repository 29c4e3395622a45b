using RiskEngine.Host.Api;
using Serilog;

namespace RiskEngine.Host.Streaming;

/// <summary>Writes what the engine publishes into the log, with the ids by which commands and requests are found again.</summary>
internal sealed class EngineJournal(ILogger log)
{
    internal void Write(object message, EventView view)
    {
        var entry = log.ForContext("Event", view.Type).ForContext("Session", view.Session);
        if (view.CommandId is not null)
            entry = entry.ForContext("CommandId", view.CommandId);
        if (message is SessionCancelOutcome { Effort.Attempts: { Count: > 0 } attempts })
            entry = entry.ForContext("AttemptIds", attempts.Select(attempt => attempt.Id.Value).ToArray());
        switch (view.Severity)
        {
            case "danger":
                entry.Error("{Text:l}", view.Text);
                break;
            case "warning":
                entry.Warning("{Text:l}", view.Text);
                break;
            default:
                entry.Information("{Text:l}", view.Text);
                break;
        }
    }
}
