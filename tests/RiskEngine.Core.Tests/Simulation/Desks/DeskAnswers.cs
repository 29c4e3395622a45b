namespace RiskEngine.Core.Tests.Simulation;

/// <summary>Who waits for an answer, and until when: each command gets exactly one for each time that it is sent.</summary>
/// <remarks>A life is a process's kill switch, or a guardian over its restarts.</remarks>
internal sealed class DeskAnswers(LawBook laws)
{
    private readonly Dictionary<(int Life, CommandId Command), TimeSpan> _waiting = [];
    private readonly HashSet<(int Life, CommandId Command)> _asked = [];

    /// <summary>One that is sent again while it is worked on waits with the first, for as long as that does.</summary>
    internal void Asked(int life, CommandId command, TimeSpan dueAt)
    {
        _asked.Add((life, command));
        _waiting.TryAdd((life, command), dueAt);
    }

    internal bool IsAwaited(int life, CommandId command) => _waiting.ContainsKey((life, command));

    /// <summary>Its last answer. What the engine has asked of itself has nobody who waits.</summary>
    internal void Answered(int life, CommandId command, object answer, TimeSpan now)
    {
        if (_waiting.Remove((life, command), out var dueAt))
            laws.Holds(DeskLaw.OneAnswerInTime, now <= dueAt, $"{answer} at {now}, due at {dueAt}");
        else
            laws.Holds(
                DeskLaw.OneAnswerInTime,
                !_asked.Contains((life, command)),
                $"{answer} answers nobody, or again",
                counts: false
            );
    }

    /// <summary>A process was killed: nobody can be answered by it.</summary>
    internal void Killed(int life)
    {
        foreach (var key in _waiting.Keys.Where(key => key.Life == life).ToList())
            _waiting.Remove(key);
    }

    /// <summary>A life ended in order: everyone has been answered.</summary>
    internal void Ended(int life)
    {
        foreach (var (key, _) in _waiting)
            laws.Holds(DeskLaw.OneAnswerInTime, key.Life != life, $"{key.Command} was left without an answer");
    }

    internal void NobodyIsOverdue(TimeSpan now)
    {
        foreach (var (key, dueAt) in _waiting)
            laws.Holds(DeskLaw.OneAnswerInTime, dueAt > now, $"{key.Command} was never answered, due at {dueAt}");
    }
}
