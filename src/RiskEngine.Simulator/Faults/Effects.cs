using RiskEngine.Simulator.Book;
using RiskEngine.Simulator.Rules;

namespace RiskEngine.Simulator.Faults;

/// <summary>The effects there are. What each is for stands in <see cref="FaultGrammar.Help"/>.</summary>
internal static class Effects
{
    public static Effect Nothing { get; } = (decision, _) => decision;

    // Time
    public static Effect Transit(Delay delay) => (d, random) => d with { Transit = d.Transit + delay.Draw(random) };

    public static Effect Hold(Delay delay) => (d, random) => d with { Hold = d.Hold + delay.Draw(random) };

    public static Effect Latency(Delay delay) => (d, random) => d with { Latency = d.Latency + delay.Draw(random) };

    public static Effect Jitter(Delay delay) =>
        (d, random) => d with { Transit = d.Transit + delay.Draw(random), Latency = d.Latency + delay.Draw(random) };

    // Answers
    public static Effect Instead(Mishap mishap) => (d, _) => d with { Instead = d.Instead ?? mishap };

    public static Effect After(Mishap mishap) => (d, _) => d with { After = d.After ?? mishap };

    public static Effect Compressed(ContentCoding coding) => (d, _) => d with { Coding = coding };

    public static Effect Shaped(OrderShape shape) => (d, _) => d with { Shape = shape };

    public static Effect Foreign(int count) => (d, _) => d with { Foreign = d.Foreign + count };

    // Clocks
    public static Effect ClockSkew(TimeSpan by) => (d, _) => d with { ClockSkew = d.ClockSkew + by };

    public static Effect DateSkew(TimeSpan by) => (d, _) => d with { Date = new DateHeader.Off(by) };

    public static Effect DateAt(DateTimeOffset at) => (d, _) => d with { Date = new DateHeader.Fixed(at) };

    public static Effect NoDate { get; } = (d, _) => d with { Date = new DateHeader.Absent() };

    // What a request sees of the book
    public static Effect HideYoung(Delay delay) =>
        See((sight, time) => sight with { HidesYounger = Longer(sight.HidesYounger, time) }, delay);

    public static Effect KeepClosed(Delay delay) =>
        See((sight, time) => sight with { KeepsClosed = Longer(sight.KeepsClosed, time) }, delay);

    public static Effect ShowClosed(Delay delay) =>
        See((sight, time) => sight with { ShowsClosed = Longer(sight.ShowsClosed, time) }, delay);

    public static Effect Stale(Delay delay) =>
        See((sight, time) => sight with { Behind = Longer(sight.Behind, time) }, delay);

    /// <summary>One of so many copies of the book, the first up to date, the last so far behind, the others between.</summary>
    public static Effect Replicas(int count, TimeSpan last) =>
        (d, random) =>
            d with
            {
                Sight = d.Sight with { Behind = Longer(d.Sight.Behind, last * random.Next(count) / (count - 1)) },
            };

    // What a request does to the book
    public static Effect Settle(Delay delay) =>
        (d, random) => d with { Settles = Longer(d.Settles, delay.Draw(random)) };

    public static Effect SettleOpenly(Delay delay) =>
        (d, random) => d with { Settles = Longer(d.Settles, delay.Draw(random)), SaysStillLive = true };

    public static Effect Reject(int count) => (d, _) => d with { Rejects = Math.Max(d.Rejects, count) };

    /// <summary>So many stay open and are listed as rejects, for they fill: at once when <paramref name="after"/> is null.</summary>
    public static Effect RejectForFill(int count, Delay? after) =>
        (d, random) =>
            d with
            {
                Rejects = Math.Max(d.Rejects, count),
                RejectsFillAfter = after?.Draw(random) ?? TimeSpan.Zero,
            };

    /// <summary>A share of the order is executed, at once when <paramref name="after"/> is null.</summary>
    public static Effect Fill(decimal share, Delay? after) =>
        (d, random) => d with { Fill = new PlannedFill(share, after?.Draw(random) ?? TimeSpan.Zero) };

    private static Effect See(Func<Sight, TimeSpan, Sight> change, Delay delay) =>
        (d, random) => d with { Sight = change(d.Sight, delay.Draw(random)) };

    private static TimeSpan Longer(TimeSpan left, TimeSpan right) => left > right ? left : right;
}
