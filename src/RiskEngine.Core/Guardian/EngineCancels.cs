using System.Globalization;

namespace RiskEngine.Core;

/// <summary>Cancels that nobody asked for by message: the guardian's own, which nobody waits for but whoever listens.</summary>
internal static class EngineCancels
{
    /// <returns>The command, whose outcome will be published; also where as many are pending as may be, since those cancel too.</returns>
    internal static CommandId Begin(Turn turn, string part, string why)
    {
        var number = turn.State.EngineCommands + 1;
        var at = turn.Now.Wall.ToString("yyyyMMdd-HHmmss-fff", CultureInfo.InvariantCulture);
        var id = new CommandId($"engine-{at}-{number}");
        turn.State.EngineCommands = number;
        CancelLane.Accept(
            turn,
            new CancelSession(turn.State.Session, id, null, new RequestedBy.Engine(part), new Reason(why)),
            isEngines: true
        );
        return id;
    }
}
