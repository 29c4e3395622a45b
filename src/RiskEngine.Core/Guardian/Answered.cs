namespace RiskEngine.Core;

/// <summary>The latest answers, so that a command that is sent again gets the same one again.</summary>
/// <remarks>
/// A value, like all that a state holds: a version never changes. But versions share one log, which grows at its end
/// only, and each sees its own part of it; so to ask and to remember take the same short time however many there are.
/// Whoever goes on from an older version goes on with a log of its own. For one thread at a time.
/// </remarks>
/// <typeparam name="T">The answers.</typeparam>
internal sealed class Answered<T>
    where T : class
{
    internal static readonly Answered<T> None = new([], 0, 0);

    private readonly OrderedDictionary<CommandId, T> _log;
    private readonly int _first;
    private readonly int _end;

    private Answered(OrderedDictionary<CommandId, T> log, int first, int end) =>
        (_log, _first, _end) = (log, first, end);

    internal int Count => _end - _first;

    internal T? To(CommandId command) =>
        _log.TryGetValue(command, out var answer, out var place) && place >= _first && place < _end ? answer : null;

    internal Answered<T> Remember(CommandId command, T answer, int limit)
    {
        if (limit == 0)
            return this;
        var first = Math.Max(_first, _end + 1 - limit);
        if (MayGrow(limit) && _log.TryAdd(command, answer))
            return new Answered<T>(_log, first, _end + 1);
        return To(command) is null ? Anew(first, command, answer) : this;
    }

    /// <summary>Only the latest version adds to the log, and not for ever: what is forgotten is to go some time.</summary>
    private bool MayGrow(int limit) => _end > 0 && _end == _log.Count && _end < 2 * limit;

    private Answered<T> Anew(int first, CommandId command, T answer)
    {
        var log = new OrderedDictionary<CommandId, T>(_log.Take(first.._end)) { { command, answer } };
        return new Answered<T>(log, 0, log.Count);
    }
}
