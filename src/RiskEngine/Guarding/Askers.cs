using Akka.Actor;

namespace RiskEngine;

/// <summary>Who waits for the answer to which command; several may wait for the same one.</summary>
internal sealed class Askers
{
    private readonly Dictionary<CommandId, List<Asker>> _waiting = [];

    internal IReadOnlyCollection<CommandId> Commands => _waiting.Keys;

    /// <param name="command">The command's id.</param>
    /// <param name="asker">Whoever sent it.</param>
    internal void Add(CommandId command, Asker asker)
    {
        if (!_waiting.TryGetValue(command, out var askers))
            _waiting.Add(command, askers = []);
        // The same asker that sends the same command again still waits for one answer.
        if (!askers.Contains(asker))
            askers.Add(asker);
    }

    internal void Forget(CommandId command) => _waiting.Remove(command);

    /// <summary>Tells something before the answer.</summary>
    internal void Tell(CommandId command, object news, IActorRef from)
    {
        if (_waiting.TryGetValue(command, out var askers))
            foreach (var asker in askers)
                asker.Tell(news, from);
    }

    internal void Answer(CommandId command, object answer, IActorRef from)
    {
        if (!_waiting.Remove(command, out var askers))
            return;
        foreach (var asker in askers)
            asker.Tell(answer, from);
    }
}
