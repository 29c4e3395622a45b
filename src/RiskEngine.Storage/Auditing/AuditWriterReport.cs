namespace RiskEngine.Storage;

/// <summary>What became of every entry that an <see cref="AuditWriter"/> was given; the three counts add up to that.</summary>
/// <param name="Kept">Entries that the store has confirmed.</param>
/// <param name="Lost">Entries that will never reach the store.</param>
/// <param name="Waiting">Entries that wait for the store; zero once the writer has stopped.</param>
/// <param name="Failure">Why the last write failed; null when it did not.</param>
public sealed record AuditWriterReport(long Kept, long Lost, long Waiting, StoreFailure? Failure);
