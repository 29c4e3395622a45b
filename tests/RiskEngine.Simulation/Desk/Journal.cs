using System.Globalization;
using RiskEngine.Simulator;

namespace RiskEngine.Simulation.Desk;

/// <summary>Everything that was asked and answered, with the state of the exchange's own book at each answer.</summary>
internal sealed class Journal(World exchange, TimeProvider time)
{
    private readonly List<string> _lines = [];

    internal Dictionary<CommandId, DateTimeOffset> Questions { get; } = [];

    internal List<Answer> Answers { get; } = [];

    internal List<PrivateRequestOutcome> OrderAnswers { get; } = [];

    /// <summary>The day as text: two days are the same if and only if their texts are.</summary>
    internal IReadOnlyList<string> Lines => _lines;

    internal void Asked(SessionKey session, CommandId command)
    {
        Questions[command] = time.GetUtcNow();
        Write($"{session} asks {command}");
    }

    internal void Answered(SessionCancelOutcome outcome)
    {
        exchange.Advance(time.GetUtcNow());
        // What was placed in this very instant may have left after the answer: the next order goes when a cancel is done.
        var open = exchange
            .OpenOrdersOf(outcome.Session.Alias.Value)
            .Where(order => order.PlacedAt < time.GetUtcNow())
            .Select(order => order.Id)
            .ToList();
        Answers.Add(new Answer(outcome, time.GetUtcNow(), open));
        Write(
            $"{outcome.GetType().Name} {outcome.Command} after {outcome.Effort.Attempts}, open {string.Join(',', open)}"
        );
    }

    internal void Answered(PrivateRequestOutcome outcome)
    {
        OrderAnswers.Add(outcome);
        Write($"{outcome.GetType().Name} {outcome.Command}");
    }

    internal void Write(string line) =>
        _lines.Add(string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow():HH:mm:ss.fffffff} {line}"));

    /// <summary>An answer, when it came, and what was open on the exchange's book at that moment.</summary>
    internal sealed record Answer(SessionCancelOutcome Outcome, DateTimeOffset At, IReadOnlyList<ulong> Open);
}
