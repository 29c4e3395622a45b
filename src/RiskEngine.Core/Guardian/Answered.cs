using System.Collections.Immutable;

namespace RiskEngine.Core;

/// <summary>The latest answers, so that a command that is sent again gets the same one again.</summary>
/// <typeparam name="T">The answers.</typeparam>
internal sealed record Answered<T>(ImmutableDictionary<CommandId, T> ByCommand, ImmutableQueue<CommandId> Oldest)
    where T : class
{
    internal static readonly Answered<T> None = new(
        ImmutableDictionary<CommandId, T>.Empty,
        ImmutableQueue<CommandId>.Empty
    );

    internal T? To(CommandId command) => ByCommand.GetValueOrDefault(command);

    internal Answered<T> Remember(CommandId command, T answer, int limit)
    {
        if (limit == 0 || ByCommand.ContainsKey(command))
            return this;
        var (answers, order) = (ByCommand.Add(command, answer), Oldest.Enqueue(command));
        while (answers.Count > limit)
        {
            order = order.Dequeue(out var forgotten);
            answers = answers.Remove(forgotten);
        }

        return new Answered<T>(answers, order);
    }
}
