namespace RiskEngine.Core.Tests;

/// <summary>
/// What rows look like is for ever: whoever keeps a trail reads rows of ten years ago. One of each kind, with every value
/// that it can have, stands in <c>golden.txt</c>. What was written instead is left beside it as <c>golden.received.txt</c>.
/// </summary>
public sealed class AuditRowsSpec
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Auditing");

    [Fact]
    public void Rows_must_be_written_as_ever()
    {
        var written = AuditSamples.All.Select(entry => entry.ToJson()).ToArray();
        var golden = File.ReadAllLines(Path.Combine(Folder, "golden.txt"));
        if (!written.SequenceEqual(golden))
            File.WriteAllLines(Path.Combine(Folder, "golden.received.txt"), written);

        written.ShouldBe(golden);
    }

    [Fact]
    public void Sample_of_every_entry_answer_request_and_outcome_must_be_there()
    {
        var samples = AuditSamples.All;

        KindsOf<AuditEntry>().Except(samples.Select(entry => entry.GetType())).ShouldBeEmpty();
        KindsOf<ExchangeAnswer>()
            .Except(samples.OfType<AuditEntry.Answered>().Select(entry => entry.Answer.GetType()))
            .ShouldBeEmpty();
        KindsOf<ExchangeRequest>()
            .Except(samples.OfType<AuditEntry.Dispatched>().Select(entry => entry.Request.Request.GetType()))
            .ShouldBeEmpty();
        KindsOf<SessionCancelOutcome>()
            .Except(samples.OfType<AuditEntry.Told>().Select(entry => entry.Outcome.GetType()))
            .ShouldBeEmpty();
        KindsOf<PrivateRequestOutcome>()
            .Except(samples.OfType<AuditEntry.ToldOfRequest>().Select(entry => entry.Outcome.GetType()))
            .ShouldBeEmpty();
        KindsOf<NonceLeaseOutcome>()
            .Except(samples.OfType<AuditEntry.ToldOfLease>().Select(entry => entry.Outcome.GetType()))
            .ShouldBeEmpty();
    }

    private static IEnumerable<Type> KindsOf<T>() =>
        typeof(T).Assembly.GetTypes().Where(type => !type.IsAbstract && type.IsAssignableTo(typeof(T)));
}
